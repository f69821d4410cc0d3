import Link from 'next/link'
import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import { calendarWords } from '@/components/words/date-words'
import type { Dear } from '@/lib/client/hooks/insights'
import { LeaveOut } from './leave-out'
import type { Lens } from './lens'

type Props = {
  rows: readonly Dear[]
  lens: Lens
  /** Where one of them is. */
  hrefOf: (row: Dear) => string
  today: string
  onLeaveOut: (id: string) => void
}

const most = 5

/** The dearest expenses of a period, each leading to itself, and out of the figures by one press. */
export function Largest({ rows, lens, hrefOf, today, onLeaveOut }: Props) {
  const { locale } = useHere()
  const shown = rows.slice(0, most)
  if (shown.length === 0) return null
  return (
    <section className="border-t border-line py-6">
      <h2 className="text-sm font-medium">Largest</h2>
      <ol className="mt-2">
        {shown.map((row) => {
          const { id, note, categoryId, date, amount } = row
          const name = lens.categories.get(categoryId)?.name ?? 'Category'
          return (
            <li
              key={id}
              className="group relative flex min-h-14 items-center print:min-h-10 gap-3 border-line not-last:border-b"
            >
              <Link
                href={hrefOf(row)}
                className="min-w-0 grow rounded-control py-2 after:absolute after:inset-0 group-hover:text-accent"
              >
                <span className="block truncate">
                  <bdi>{note || name}</bdi>
                </span>
                <span className="block truncate text-sm text-ink-soft">
                  {[note && name, calendarWords(date, today, locale)].filter(Boolean).join(' · ')}
                </span>
              </Link>
              <Money value={{ amount, currency: lens.currency }} locale={locale} />
              <LeaveOut what={note || name} onPress={() => onLeaveOut(id)} />
            </li>
          )
        })}
      </ol>
    </section>
  )
}
