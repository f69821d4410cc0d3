import { useState } from 'react'
import { actOrSay } from '@/components/commands/act'
import { changeBudget } from '@/components/commands/budgets'
import { buttonClass } from '@/components/ui/button-class'
import { onDevice } from '@/lib/client/page/kept-values'
import type { LimitedBudget, SpentWallet } from '@/lib/client/reads/budgets'
import { namesakesOf } from './namesakes'

type Props = { known: LimitedBudget; wallets: readonly SpentWallet[]; today: string }

/** Set on this device where somebody did not want it. */
const keyOf = (budgetId: string, walletId: string) => `ttm-not-counted ${budgetId} ${walletId}`

/** Offers to count what another wallet has under the same names, where a budget counts none of that wallet yet. */
export function NamesakeOffer({ known, wallets, today }: Props) {
  const { budget } = known
  const [, setRefused] = useState(0)
  const offer = namesakesOf(budget, wallets).find(
    ({ walletId }) => onDevice.read(keyOf(budget.id, walletId)) === null,
  )
  if (!offer) return null
  const { walletId, wallet, names, categories } = offer
  const count = () =>
    actOrSay(changeBudget(known, { categories: [...budget.categories, ...categories] }, today))
  const refuse = () => {
    onDevice.keep(keyOf(budget.id, walletId), 'yes')
    setRefused((times) => times + 1)
  }
  const button = buttonClass('quiet', 'relative z-10')
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <bdi>{wallet}</bdi> has <bdi>{names.join(', ')}</bdi> as well.
      </span>
      <button
        type="button"
        aria-label={`Count it too in ${budget.name}`}
        onClick={() => void count()}
        className={button}
      >
        Count it too
      </button>
      <button
        type="button"
        aria-label={`No, not in ${budget.name}`}
        onClick={refuse}
        className={button}
      >
        No
      </button>
    </p>
  )
}
