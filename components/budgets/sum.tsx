import { Money } from '@/components/ui/money'
import { useBudgetsNow } from '@/lib/client/hooks/budgets'
import type { LimitedBudget } from '@/lib/client/reads/budgets'
import { type Sum as Amount, asSum } from '@/lib/core/money'

type Props = { known: LimitedBudget; today: string; locale: string }

/** How what is left comes about, the carry apart: "400 + 270 − 90 = 580". */
export function Sum({ known, today, locale }: Props) {
  const now = useBudgetsNow(today)?.find(({ budget }) => budget.id === known.budget.id)
  const { limit, carry, spent, left } = now?.standing ?? { limit: null, left: null }
  const money = (amount: Amount) => (
    <Money value={{ amount: asSum(amount), currency: known.budget.currency }} locale={locale} />
  )
  if (limit === null || left === null || carry === undefined || spent === undefined) {
    return <p className="text-ink-soft">{now ? 'No limit yet: write one in its row.' : ' '}</p>
  }
  return (
    <p className="flex flex-wrap gap-x-1.5 text-pretty">
      <span>
        {money(limit)}
        <span className="sr-only"> limit</span>
      </span>
      {carry !== 0 && (
        <span>
          {carry > 0 ? '+ ' : '− '}
          {money(carry > 0 ? carry : -carry)}
          <span className="sr-only"> carried over</span>
        </span>
      )}
      <span>
        {spent < 0 ? '+ ' : '− '}
        {money(spent < 0 ? -spent : spent)}
        <span className="sr-only"> spent</span>
      </span>
      <span className={left < 0 ? 'text-danger' : undefined}>
        = {money(left)} <span className="sr-only">left</span>
      </span>
    </p>
  )
}
