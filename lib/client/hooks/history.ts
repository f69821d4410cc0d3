'use client'

import { useEffect, useState } from 'react'
import { fetchHistory, type Revision } from '@/lib/client/reads/history'
import type { Row } from '@/lib/domain/entities'

/** The history of an expense: on its way, out of reach, or here. */
export type History =
  | { state: 'loading' | 'unreachable' }
  | { state: 'here'; revisions: Revision[] }

const loading: History = { state: 'loading' }

/**
 * What happened to an expense, from the server, again whenever a change of it arrives here and when the network is back.
 * What is known stays meanwhile. Nothing is asked for without an expense.
 */
export function useHistory(expense: Row<'expense'> | undefined): History {
  const key = expense && `${expense.spaceId} ${expense.id}`
  const [found, setFound] = useState<{ key: string; history: History }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key and the rev stand for the expense
  useEffect(() => {
    if (!expense || !key) return
    let over = false
    const ask = async () => {
      const history: History = await fetchHistory(expense).then(
        (revisions) => ({ state: 'here', revisions }),
        () => ({ state: 'unreachable' }),
      )
      if (over) return
      setFound((known) =>
        history.state === 'unreachable' && known?.key === key && known.history.state === 'here'
          ? known
          : { key, history },
      )
    }
    void ask()
    addEventListener('online', ask)
    return () => {
      over = true
      removeEventListener('online', ask)
    }
  }, [key, expense?.rev])
  return found && found.key === key ? found.history : loading
}
