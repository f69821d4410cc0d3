'use client'

import { startTransition, useLayoutEffect, useState } from 'react'
import { Answers } from '@/lib/client/reads/answers'
import { keyOfQuery, type Query } from '@/lib/client/reads/queries'
import { device, onChange } from '../device'

const answers = new Answers(device)
onChange((touched, written) => answers.told(touched, written))

// Opening takes the browser a while, which a screen need not wait for to be drawn.
if (typeof window !== 'undefined') device().catch(() => {})

/**
 * Asks a question before any screen does, and tells `hear` its answers: whoever asks the same meanwhile has them at once.
 * Answers how to stop.
 */
export function askAhead<A extends readonly unknown[], T>(
  query: Query<A, T>,
  args: A,
  hear: (value: T) => void = () => {},
): () => void {
  return answers.follow(query, args, (value) => {
    if (value !== undefined) hear(value)
  })
}

/** Whether the answer to a question is known already, so that whoever asks it now has it before the next paint. */
export function isAnswered<A extends readonly unknown[], T>(query: Query<A, T>, args: A): boolean {
  return answers.isKnown(query, args)
}

type Answer<T> = { key: string; value: T | undefined }

/** `keep`: the former answer stays until the first one for other arguments. `pick`: what of an answer is of interest. */
type Options<T, P> = { keep?: boolean; pick?: (value: T) => P }

/**
 * What a query of the replica answers, again whenever what it hangs on is touched; undefined until the first answer and,
 * unless `keep` is set, until the first one for other arguments. Without arguments nothing is asked. Nothing is drawn
 * anew where the answer, or what is picked of it, is the same.
 */
export function useLive<A extends readonly unknown[], T, P = T>(
  query: Query<A, T>,
  args: A | undefined,
  { keep = false, pick }: Options<T, P> = {},
): P | undefined {
  const [answer, setAnswer] = useState<Answer<P>>()
  const key = args && keyOfQuery(query, args)
  // What is known already is there before the first paint.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query and its arguments
  useLayoutEffect(() => {
    if (args === undefined || key === undefined) return
    let heard = false
    let begins = false
    let last: Answer<P> | undefined
    const stop = answers.follow(query, args, (whole) => {
      const value = whole === undefined || !pick ? (whole as P | undefined) : pick(whole)
      if (last && Object.is(last.value, value)) return
      const now = { key, value }
      last = now
      // What a screen begins with comes in many answers; drawing them must not hold up whoever types already.
      if (begins) startTransition(() => setAnswer(now))
      else setAnswer(now)
      begins = false
      heard = true
    })
    begins = !heard
    return stop
  }, [key])
  return keep || answer?.key === key ? answer?.value : undefined
}
