'use client'

import { useEffect, useState } from 'react'
import {
  type Findables,
  type Found,
  findIn,
  readFindables,
  type Wanted,
} from '@/lib/client/reads/found'
import { askAgain } from '@/lib/client/reads/queries'
import { device, onChange } from '../device'

export type { Found, FoundDay, Wanted } from '@/lib/client/reads/found'

/** In ms: how often what was found so far is shown while a large wallet is being read. */
const showEvery = 200

/**
 * What a search finds in a wallet, again at every change of either; the former answer stays until the next one comes.
 * Undefined while nothing is looked for, and until there is something to show. A `wanted` is the same object while it is the
 * same search.
 */
export function useFound(
  walletId: string | undefined,
  wanted: Wanted | undefined,
): Found | undefined {
  const read = useFindables(wanted && walletId)
  const [found, setFound] = useState<Found & { walletId: string }>()
  useEffect(() => {
    if (!wanted || !read) return
    let over = false
    void findIn(read.findables, wanted, () => over).then((answer) => {
      if (answer && !over) setFound({ ...answer, done: read.done, walletId: read.walletId })
    })
    return () => {
      over = true
    }
  }, [wanted, read])
  return wanted && found?.walletId === walletId ? found : undefined
}

/** In ms: how long what was read is kept for the next search, once nobody looks. */
const keepFor = 120_000

/** What was read last of one wallet, as long as it is what the device holds. */
let kept: { walletId: string; findables: Findables } | undefined
let forgetting: ReturnType<typeof setTimeout> | undefined
let hears = false

function keepRead(walletId: string, findables: Findables): void {
  kept = { walletId, findables }
  if (hears) return
  hears = true
  onChange((changed) => {
    if (changed.has('expense')) kept = undefined
  })
}

type Reading = { walletId: string; findables: Findables; done: boolean }

/** What searches of a wallet look at: read when the first one asks, in parts, kept for the next one, and read again after each change. */
function useFindables(walletId: string | undefined): Reading | undefined {
  const [reading, setReading] = useState<Reading>()
  useEffect(() => {
    if (walletId === undefined) return
    let over = false
    let running = false
    let again = false
    let known = false
    let later: ReturnType<typeof setTimeout> | undefined
    const readOnce = async () => {
      const { replica } = await device()
      const findables = [] as Findables
      const show = () => setReading({ walletId, findables, done: false })
      const timer = known ? undefined : setInterval(show, showEvery)
      try {
        await readFindables(replica, walletId, findables, () => over)
      } finally {
        clearInterval(timer)
      }
      known = true
      if (over) return
      if (!again) keepRead(walletId, findables)
      setReading({ walletId, findables, done: true })
    }
    const read = async () => {
      clearTimeout(later)
      again = true
      if (running) return
      running = true
      try {
        while (again && !over) {
          again = false
          await readOnce()
        }
      } finally {
        running = false
      }
    }
    const ask = () =>
      void read().catch(() => {
        if (!over) later = setTimeout(ask, askAgain)
      })
    clearTimeout(forgetting)
    if (kept?.walletId === walletId) {
      known = true
      setReading({ ...kept, done: true })
    } else ask()
    const stop = onChange((changed) => {
      if (changed.has('expense')) ask()
    })
    return () => {
      over = true
      forgetting = setTimeout(() => {
        kept = undefined
      }, keepFor)
      clearTimeout(later)
      stop()
    }
  }, [walletId])
  return reading?.walletId === walletId ? reading : undefined
}
