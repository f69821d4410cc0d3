import { EyeOff } from 'lucide-react'
import Link from 'next/link'
import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import { calendarWords } from '@/components/words/date-words'
import { useLargest } from '@/lib/client/hooks/insights'
import type { Days } from '@/lib/core/dates'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'

type Props = {
  wallet: Row<'wallet'>
  categories: ReadonlyMap<string, Row<'category'>>
  days: Days
  today: string
  without: readonly string[]
  onLeaveOut: (id: string) => void
}

const most = 5

/** The dearest expenses of a period, each leading to itself, and out of the figures by one press. */
export function Largest({ wallet, categories, days, today, without, onLeaveOut }: Props) {
  const { locale } = useHere()
  const rows = useLargest(wallet.id, days.from, days.to)
  const out = new Set(without)
  const shown = rows
    ?.map((row) => ({ ...row, category: canonicalId(categories, row.categoryId) }))
    .filter(({ id, category }) => !out.has(id) && !out.has(category))
    .slice(0, most)
  if (!shown || shown.length === 0) return null
  return (
    <section className="border-t border-line py-6">
      <h2 className="text-sm font-medium">Largest</h2>
      <ol className="mt-2">
        {shown.map(({ id, note, category, date, amount }) => {
          const name = categories.get(category)?.name ?? 'Category'
          return (
            <li
              key={id}
              className="group relative flex min-h-14 items-center gap-3 border-b border-line"
            >
              <Link
                href={`/?id=${id}`}
                className="min-w-0 grow rounded-control py-2 after:absolute after:inset-0 group-hover:text-accent"
              >
                <span dir="auto" className="block truncate">
                  {note || name}
                </span>
                <span className="block truncate text-sm text-ink-soft">
                  {[note && name, calendarWords(date, today, locale)].filter(Boolean).join(' · ')}
                </span>
              </Link>
              <Money value={{ amount, currency: wallet.currency }} locale={locale} />
              <LeaveOut what={note || name} onPress={() => onLeaveOut(id)} />
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** Leaves something out of all figures of the page. */
export function LeaveOut({ what, onPress }: { what: string; onPress: () => void }) {
  return (
    <button
      type="button"
      title="Leave out"
      aria-label={`Leave out ${what}`}
      onClick={onPress}
      className="relative z-10 -mr-3 grid size-11 flex-none place-items-center rounded-control text-ink-soft transition-colors hover:text-ink"
    >
      <EyeOff size={16} strokeWidth={1.75} />
    </button>
  )
}
