'use client'

import { useState } from 'react'

/**
 * A stored value as a control shows it: what it is being changed to, at once, until the stored one changes or the change
 * turns out to have failed (`work` answers whether it was made).
 */
export function useAhead<T>(stored: T): [T, (wanted: T, work: () => Promise<boolean>) => void] {
  const [ahead, setAhead] = useState<{ of: T; wanted: T }>()
  const outdated = ahead !== undefined && ahead.of !== stored
  if (outdated) setAhead(undefined)
  const change = (wanted: T, work: () => Promise<boolean>) => {
    const mine = { of: stored, wanted }
    setAhead(mine)
    const giveUp = () => setAhead((now) => (now === mine ? undefined : now))
    void work().then((made) => {
      if (!made) giveUp()
    })
  }
  return [ahead && !outdated ? ahead.wanted : stored, change]
}
