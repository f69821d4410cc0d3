import Link from 'next/link'
import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import { calendarWords } from '@/components/words/date-words'
import { LeaveOut } from './leave-out'
import type { Lens } from './lens'
import type { Dearest } from './use-dearest'

type Props = {
  rows: readonly Dearest[]
  lens: Lens
  /** Where one of them is. */
  hrefOf: (row: Dearest) => string
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
          const { id, note, category, date, amount } = row
          const name = lens.categories.get(category)?.name ?? 'Category'
          return (
            <li
              key={id}
              className="group relative flex min-h-14 items-center gap-3 border-b border-line"
            >
              <Link
                href={hrefOf(row)}
                className="min-w-0 grow rounded-control py-2 after:absolute after:inset-0 group-hover:text-accent"
              >
                <span dir="auto" className="block truncate">
                  {note || name}
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
