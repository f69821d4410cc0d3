import { X } from 'lucide-react'
import type { Row } from '@/lib/domain/entities'

type Props = {
  without: readonly string[]
  /** What a category is called; undefined where it is none. */
  categoryName: (id: string) => string | undefined
  expenses: readonly Row<'expense'>[]
  /** What a month is called, YYYY-MM; undefined where it is none. */
  monthName: (month: string) => string | undefined
  onBack: (id: string) => void
}

/** What is left out of the figures, each of it back by one press. */
export function LeftOut({ without, categoryName, expenses, monthName, onBack }: Props) {
  const noted = new Map(expenses.map(({ id, note }) => [id, note]))
  const named = without.flatMap((id) => {
    const name = categoryName(id) ?? noted.get(id) ?? monthName(id)
    return name === undefined ? [] : [{ id, name: name || 'An expense' }]
  })
  if (named.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-4 text-sm text-ink-soft">
      <p>Without</p>
      <ul className="contents">
        {named.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onBack(id)}
              className="inline-flex min-h-9 items-center gap-1.5 rounded-control border border-edge px-2.5 text-ink transition-colors pointer-coarse:min-h-11 hover:border-accent"
            >
              <span dir="auto" className="max-w-40 truncate">
                {name}
              </span>
              <X size={14} strokeWidth={1.75} />
              <span className="sr-only"> counts again</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
