'use client'

import { useHere } from '@/components/parts/here'
import type { WordsContext } from '@/components/words/unit-words'
import { useCategoriesOf } from '@/lib/client/hooks/categories'
import { useSelf } from '@/lib/client/hooks/device'
import { useHistory } from '@/lib/client/hooks/history'
import { useUnsent } from '@/lib/client/hooks/status'
import { useWallets } from '@/lib/client/hooks/wallets'
import type { Row } from '@/lib/domain/entities'
import { HistoryStep } from './history-step'

/** The steps of an expense's history, newest first, or why they are not here. */
export function HistorySteps({ expense }: { expense: Row<'expense'> }) {
  // One that the server has never seen has no history there.
  const known = expense.rev > 0
  const history = useHistory(known ? expense : undefined)
  const unsent = useUnsent().has(expense.id)
  const self = useSelf()
  const revisions = history.state === 'here' ? history.revisions : []
  const categories = useCategoriesOf([...new Set(revisions.map(({ walletId }) => walletId))])
  const wallets = useWallets()
  const { today = '', locale } = useHere()
  if (!known) return <Words>Its history begins once it is sent.</Words>
  if (history.state === 'unreachable') {
    return <Words>The history needs the network. It comes here as soon as there is one.</Words>
  }
  if (history.state !== 'here' || !self || !categories || !wallets) return <StepPlaces />
  const wordsIn = (walletId: string): WordsContext => ({
    today,
    locale,
    categories: categories.get(walletId),
    currency: expense.currency,
  })
  return (
    <>
      {unsent && <Words>Your last change is not sent yet. It comes here with it.</Words>}
      <ol className="pb-2">
        {revisions
          .map((_, index) => index)
          .reverse()
          .map((index) => (
            <HistoryStep
              key={`${revisions[index]?.rev} ${index}`}
              expense={expense}
              revisions={revisions}
              index={index}
              self={self}
              wordsIn={wordsIn}
              wallets={wallets}
            />
          ))}
      </ol>
    </>
  )
}

function Words({ children }: { children: string }) {
  return <p className="pb-3 text-sm text-pretty text-ink-soft">{children}</p>
}

/** The shape of steps that are on their way. */
function StepPlaces() {
  return (
    <div aria-hidden="true" className="space-y-3 py-3">
      <span className="block h-3 w-40 rounded-full bg-line" />
      <span className="block h-3 w-56 max-w-full rounded-full bg-line" />
    </div>
  )
}
