import { useHere } from '@/components/parts/here'
import type { BudgetNow } from '@/lib/client/hooks/budgets'
import { addUp, asSum, formatMoney } from '@/lib/core/money'

type Props = { now: BudgetNow; color: string | undefined }

/** How far a budget is: a rule as long as what may be spent, a mark where today is, and beyond its end what is over. */
export function BudgetBar({ now, color }: Props) {
  const { locale } = useHere()
  const { budget, standing, reach, passed } = now
  const all = standing.limit === null ? 0 : asSum(addUp(standing.limit, standing.carry)) || 0
  const spent = asSum(standing.spent) || 0
  const share = all > 0 ? Math.min(1, Math.max(0, spent / all)) : Number(spent > 0)
  const beyond =
    reach === 'over' && all > 0 ? Math.min(1, spent / all - 1) : Number(reach === 'over')
  const money = (amount: number) => formatMoney(amount, budget.currency, locale)
  if (reach === 'unset') return <div className="h-3" />
  return (
    <div className="py-3 pr-12">
      <div
        role="progressbar"
        aria-label={budget.name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={`${money(spent)} of ${money(all)} spent`}
        className="relative h-0.75 bg-line forced-colors:bg-[GrayText]"
      >
        <span
          data-color={color ?? 'slate'}
          className={`absolute inset-y-0 left-0 rtl:right-0 rtl:left-auto ${color ? 'category-tint category-bar' : 'bg-ink'} forced-colors:bg-[CanvasText]`}
          style={{ width: `${share * 100}%` }}
        />
        {beyond > 0 && (
          <span
            className="absolute -inset-y-0.5 left-full border-y-2 border-danger rtl:right-full rtl:left-auto"
            style={{ width: `${Math.max(0.15, beyond) * 2.5}rem` }}
          />
        )}
        <span
          title="Today"
          className="absolute -inset-y-1.5 w-px bg-ink-soft"
          style={{ insetInlineStart: `${passed * 100}%` }}
        />
      </div>
    </div>
  )
}
