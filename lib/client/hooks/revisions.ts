'use client'

import { useEffect, useState } from 'react'
import { fetchRevisions, type Revision } from '@/lib/client/reads/revisions'
import type { Row } from '@/lib/domain/entities'

/** The revisions of an expense: on its way, out of reach, or here. */
export type Revisions =
  | { state: 'loading' | 'unreachable' }
  | { state: 'here'; revisions: Revision[] }

const loading: Revisions = { state: 'loading' }

/**
 * What happened to an expense, from the server, again whenever a change of it arrives here and when the network is back.
 * What is known stays meanwhile. Nothing is asked for without an expense.
 */
export function useRevisions(expense: Row<'expense'> | undefined): Revisions {
  const key = expense && `${expense.spaceId} ${expense.id}`
  const [found, setFound] = useState<{ key: string; known: Revisions }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key and the rev stand for the expense
  useEffect(() => {
    if (!expense || !key) return
    let over = false
    const ask = async () => {
      const next: Revisions = await fetchRevisions(expense).then(
        (revisions) => ({ state: 'here', revisions }),
        () => ({ state: 'unreachable' }),
      )
      if (over) return
      setFound((before) =>
        next.state === 'unreachable' && before?.key === key && before.known.state === 'here'
          ? before
          : { key, known: next },
      )
    }
    void ask()
    addEventListener('online', ask)
    return () => {
      over = true
      removeEventListener('online', ask)
    }
  }, [key, expense?.rev])
  return found && found.key === key ? found.known : loading
}
