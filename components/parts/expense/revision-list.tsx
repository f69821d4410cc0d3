'use client'

import { useHere } from '@/components/parts/here'
import type { WordsContext } from '@/components/words/unit-words'
import { useCategoriesOf } from '@/lib/client/hooks/categories'
import { useSelf } from '@/lib/client/hooks/device'
import { useRevisions } from '@/lib/client/hooks/revisions'
import { useUnsent } from '@/lib/client/hooks/status'
import { useWallets } from '@/lib/client/hooks/wallets'
import type { Row } from '@/lib/domain/entities'
import { RevisionStep } from './revision-step'

/** What happened to an expense, step by step, newest first, or why they are not here. */
export function RevisionList({ expense }: { expense: Row<'expense'> }) {
  // One that the server has never seen has none there.
  const isSent = expense.rev > 0
  const known = useRevisions(isSent ? expense : undefined)
  const unsent = useUnsent().has(expense.id)
  const self = useSelf()
  const revisions = known.state === 'here' ? known.revisions : []
  const categories = useCategoriesOf([...new Set(revisions.map(({ walletId }) => walletId))])
  const wallets = useWallets()
  const { today = '', locale } = useHere()
  if (!isSent) return <Words>Its changes are listed once it is sent.</Words>
  if (known.state === 'unreachable') {
    return <Words>The changes need the network. They come here as soon as there is one.</Words>
  }
  if (known.state !== 'here' || !self || !categories || !wallets) return <StepPlaces />
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
            <RevisionStep
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
