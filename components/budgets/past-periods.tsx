import { Money } from '@/components/ui/money'
import { spanWords } from '@/components/words/date-words'
import { usualWords } from '@/components/words/usual-words'
import { useIsLoading } from '@/lib/client/hooks/expenses'
import type { LimitedBudget } from '@/lib/client/reads/budgets'
import { asSum } from '@/lib/core/money'
import { usualDays } from '@/lib/domain/budgets/past'
import { usePast } from './use-past'

type Props = { known: LimitedBudget; today: string; locale: string }

/** What was spent in the periods before, each a row whose rule is its bar, beside the limit that it had. */
export function PastPeriods({ known, today, locale }: Props) {
  const { budget, limits } = known
  const past = usePast(budget, limits, today)
  const isLoading = useIsLoading(usualDays(budget, today).from)
  if (isLoading) return <p className="text-sm text-ink-soft">Still loading older expenses.</p>
  if (!past) return <div className="h-40" />
  const { currency, period } = budget
  if (past.periods.length === 0) {
    return (
      <p className="border-b border-line pb-5 text-sm text-pretty text-ink-soft">
        From the next {period} on, the ones before stand here.
      </p>
    )
  }
  const most = Math.max(
    1,
    ...past.periods.map(({ spent, limit }) => Math.max(asSum(spent) || 0, limit ?? 0)),
  )
  const share = (amount: number) => ({ width: `${(Math.max(0, amount) / most) * 100}%` })
  const usual = usualWords(past.usual, period, currency, locale)
  return (
    <section>
      <h3 className="text-sm font-medium">Before</h3>
      {usual && <p className="mt-1 text-sm text-ink-soft">{usual}</p>}
      <table className="mt-2 w-full">
        <caption className="sr-only">Spent in the periods before, and their limits</caption>
        <tbody>
          {past.periods.map(({ from, to, spent, limit }) => (
            <tr key={from} className="relative">
              <th scope="row" className="py-2.5 text-left text-sm font-normal text-ink-soft">
                {spanWords({ from, to }, today, locale)}
                <span aria-hidden="true" className="absolute inset-x-0 bottom-0 h-px bg-line">
                  <span
                    className={`absolute bottom-0 left-0 h-0.5 ${limit !== null && asSum(spent) > limit ? 'bg-danger' : 'bg-ink'}`}
                    style={share(asSum(spent) || 0)}
                  />
                </span>
              </th>
              <td className="py-2.5 text-right whitespace-nowrap">
                <Money value={{ amount: asSum(spent), currency }} locale={locale} />
                {limit !== null && (
                  <span className="text-sm text-ink-soft">
                    {' '}
                    of <Money value={{ amount: limit, currency }} locale={locale} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
