'use client'

import { startTransition, useEffect, useState } from 'react'
import { device, onChange } from '../device'
import type { Replica } from '../replica'
import type { StoreName } from '../store'

// Opening takes the browser a while, which a screen need not wait for to be drawn.
if (typeof window !== 'undefined') device().catch(() => {})

/** In milliseconds: what could not be read is asked for again after this. */
export const askAgain = 2000

type Answer<T> = { key: string; value: T }

/**
 * What a query of the replica answers, again whenever one of its stores changes; undefined until the first answer and,
 * unless `keep` is set, until the first one for another `key`. A query that is undefined is not asked.
 */
export function useLive<T>(
  key: string | undefined,
  stores: readonly StoreName[],
  query: (replica: Replica) => Promise<T>,
  keep = false,
): T | undefined {
  const [answer, setAnswer] = useState<Answer<T>>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query and its stores
  useEffect(() => {
    if (key === undefined) return
    let over = false
    let running = false
    let again = false
    let first = true
    const run = async ({ replica }: { replica: Replica }) => {
      again = true
      if (running) return
      running = true
      try {
        while (again && !over) {
          again = false
          const value = await query(replica)
          if (over) return
          // What a screen begins with comes in many answers; drawing them must not hold up whoever types already.
          if (first) startTransition(() => setAnswer({ key, value }))
          else setAnswer({ key, value })
          first = false
        }
      } finally {
        running = false
      }
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    // A device that refuses its storage says so itself (see useDevice), and may not refuse it for ever.
    const ask = () => {
      clearTimeout(timer)
      device()
        .then(run)
        .catch(() => {
          if (!over) timer = setTimeout(ask, askAgain)
        })
    }
    ask()
    const stop = onChange((changed) => {
      if (stores.some((store) => changed.has(store))) ask()
    })
    return () => {
      over = true
      clearTimeout(timer)
      stop()
    }
  }, [key])
  return keep || answer?.key === key ? answer?.value : undefined
}
