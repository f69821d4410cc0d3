import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import type { BudgetNow } from '@/lib/client/hooks/budgets'
import type { SpentWallet } from '@/lib/client/reads/budgets'
import { asSum, type Sum } from '@/lib/core/money'
import { countedIn, isPersonal } from '@/lib/domain/budgets/counting'
import { BudgetBar } from './budget-bar'
import { LimitField } from './limit-field'
import { NamesakeOffer } from './namesake-offer'

type Props = {
  now: BudgetNow
  today: string
  selected: boolean
  color: string | undefined
  wallets: readonly SpentWallet[]
}

/** A budget in three lines: what is left, its bar with today on it, and the sentence in which its limit is changed. */
export function BudgetRow({ now, today, selected, color, wallets }: Props) {
  const { budget, standing } = now
  const { spent, carry } = standing
  const countsNothing = !countsAny(budget, wallets)
  return (
    <li
      data-selected={selected || undefined}
      className="group relative border-b border-line py-4 data-selected:bg-accent-tint lg:-mx-4 lg:px-4"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <a
          href={`/budgets?id=${budget.id}`}
          data-panel
          aria-current={selected || undefined}
          className="min-w-[min(8rem,100%)] shrink basis-0 grow truncate rounded-control font-medium after:absolute after:inset-0 group-hover:text-accent"
        >
          <span dir="auto">{budget.name}</span>
        </a>
        <Left now={now} />
      </div>
      <BudgetBar now={now} color={color} />
      {countsNothing && (
        <p className="pb-1 text-sm text-pretty text-warn">
          Counts nothing: none of its wallets or categories is here in {budget.currency} any more.
        </p>
      )}
      <p className="flex flex-wrap items-baseline gap-x-1 text-sm text-ink-soft">
        <Figure sum={spent} now={now} /> spent of
        <LimitField known={now} limit={standing.limit} today={today} />
        <span>a {budget.period}</span>
        {carry !== 0 && (
          <span>
            {carry > 0 ? 'and ' : 'less '}
            <Figure sum={carry > 0 ? carry : -carry} now={now} /> carried over
          </span>
        )}
      </p>
      <NamesakeOffer known={now} wallets={wallets} today={today} />
    </li>
  )
}

function countsAny(budget: BudgetNow['budget'], wallets: readonly SpentWallet[]): boolean {
  const personal = isPersonal(budget, wallets)
  return wallets.some((wallet) => {
    const named = countedIn(budget, wallet, personal)
    return named === 'all' || named.some((id) => wallet.categories.get(id)?.deletedAt === null)
  })
}

/** What is left in a word, and per day; what is over in a hue as well. */
function Left({ now }: { now: BudgetNow }) {
  const { standing, reach, perDay, daysLeft } = now
  const { left } = standing
  if (left === null)
    return <span className="ms-auto flex-none text-sm text-ink-soft">No limit yet</span>
  if (reach === 'exact') return <span className="ms-auto flex-none">Spent exactly</span>
  if (reach === 'over') {
    return (
      <span className="ms-auto flex-none font-medium text-danger">
        <Figure sum={-left} now={now} /> over
      </span>
    )
  }
  return (
    <span className="ms-auto max-w-full flex-none text-end">
      <Figure sum={left} now={now} /> left
      {perDay !== null && daysLeft > 1 && (
        <span className="block text-sm text-ink-soft">
          <Figure sum={perDay} now={now} /> a day for {daysLeft} days
        </span>
      )}
    </span>
  )
}

function Figure({ sum, now }: { sum: Sum; now: BudgetNow }) {
  const { locale } = useHere()
  const { currency } = now.budget
  return <Money value={{ amount: asSum(sum), currency }} locale={locale} />
}
