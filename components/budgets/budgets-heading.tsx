import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import { shortDate } from '@/components/words/date-words'
import type { BudgetNow } from '@/lib/client/hooks/budgets'
import { asSum } from '@/lib/core/money'

/** The figure of the page: what is left a day of everything, and until when; without such a budget, how many are over. */
export function BudgetsHeading({ budgets }: { budgets: readonly BudgetNow[] }) {
  const { locale } = useHere()
  const over = budgets.filter(({ reach }) => reach === 'over').length
  const whole = budgets.find(({ budget, reach }) => budget.scope === 'all' && reach !== 'unset')
  const words = over === 0 ? 'None is over.' : over === 1 ? 'One is over.' : `${over} are over.`
  if (!whole) return <p className="py-6 text-ink-soft">{words}</p>
  const { budget, standing, perDay, daysLeft } = whole
  const { currency } = budget
  const left = asSum(standing.left ?? 0)
  return (
    <div className="pt-6 pb-6">
      <p className="text-2xl font-medium tracking-tight">
        <Money
          value={{ amount: perDay === null ? Math.abs(left) : asSum(perDay), currency }}
          locale={locale}
          look="total"
        />
        <span className="text-base font-normal tracking-normal text-ink-soft">
          {perDay === null ? (left < 0 ? ' over' : ' left') : ' a day'}
        </span>
      </p>
      <p className="mt-1 text-sm text-ink-soft">
        until {shortDate(standing.to, locale)}, {daysLeft === 1 ? '1 day' : `${daysLeft} days`}.{' '}
        {words}
      </p>
    </div>
  )
}
