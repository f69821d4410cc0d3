import { Money } from '@/components/ui/money'
import type { Money as Amount } from '@/lib/core/money'

export type PlainSums = {
  /** The month by category, the largest first. */
  parts: readonly { id: string; name: string; total: Amount }[]
  /** What is left of each budget in the period that today is in; below 0 it is over. */
  budgets: readonly { id: string; name: string; left: Amount }[]
}

type Props = PlainSums & { locale: string }

/** A month by category, and what is left of the budgets: folded, so that the list comes first. */
export function PlainSums({ parts, budgets, locale }: Props) {
  return (
    <>
      {budgets.length > 0 && (
        <ul aria-label="Budgets" className="border-b border-line py-3">
          {budgets.map(({ id, name, left }) => (
            <Line key={id} name={name}>
              {left.amount === 0 ? (
                'Spent exactly'
              ) : (
                <span className={left.amount < 0 ? 'text-danger' : undefined}>
                  <Money value={{ ...left, amount: Math.abs(left.amount) }} locale={locale} />
                  {left.amount < 0 ? ' over' : ' left'}
                </span>
              )}
            </Line>
          ))}
        </ul>
      )}
      {parts.length > 1 && (
        <details className="border-b border-line">
          <summary className="flex min-h-11 cursor-pointer items-center text-sm font-medium text-ink-soft">
            By category
          </summary>
          <ul aria-label="By category" className="pb-3">
            {parts.map(({ id, name, total }) => (
              <Line key={id} name={name}>
                <Money value={total} locale={locale} />
              </Line>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <li className="flex min-h-8 items-center justify-between gap-4 text-sm">
      <span dir="auto" className="min-w-0 truncate">
        {name}
      </span>{' '}
      <span className="flex-none">{children}</span>
    </li>
  )
}
