'use client'

import { startTransition, useLayoutEffect, useState } from 'react'
import { device } from '../device'
import { follow, keyOfQuery, type Query } from '../queries'

// Opening takes the browser a while, which a screen need not wait for to be drawn.
if (typeof window !== 'undefined') device().catch(() => {})

type Answer<T> = { key: string; value: T | undefined }

/**
 * What a query of the replica answers, again whenever one of its stores changes; undefined until the first answer and,
 * unless `keep` is set, until the first one for other arguments. Without arguments nothing is asked.
 */
export function useLive<A extends readonly unknown[], T>(
  query: Query<A, T>,
  args: A | undefined,
  keep = false,
): T | undefined {
  const [answer, setAnswer] = useState<Answer<T>>()
  const key = args && keyOfQuery(query, args)
  // What is known already is there before the first paint.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query and its arguments
  useLayoutEffect(() => {
    if (args === undefined || key === undefined) return
    let heard = false
    let begins = false
    const stop = follow(query, args, (value) => {
      const answer = () => setAnswer({ key, value })
      // What a screen begins with comes in many answers; drawing them must not hold up whoever types already.
      if (begins) startTransition(answer)
      else answer()
      begins = false
      heard = true
    })
    begins = !heard
    return stop
  }, [key])
  return keep || answer?.key === key ? answer?.value : undefined
}
