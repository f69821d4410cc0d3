'use client'

import { useEffect, useState } from 'react'
import { untilLoaded } from '@/lib/client/page/build-files'

type Reader = Awaited<ReturnType<typeof load>>

let loaded: Promise<Reader> | undefined
let reader: Reader | undefined

async function load() {
  const [{ parseAmount }, { readEntryLine, isClear }] = await Promise.all([
    import('@/lib/core/reading/amount'),
    import('@/lib/core/reading/entry-line'),
  ])
  return { parseAmount, readEntryLine, isClear }
}

/** What reads amounts and lines as they are typed; it comes once there is a form to type into. */
export function useReader(): Reader | undefined {
  const [here, setHere] = useState(() => reader)
  useEffect(() => {
    let over = false
    loaded ??= untilLoaded(load)
    void loaded.then((one) => {
      reader = one
      if (!over) setHere(() => one)
    })
    return () => {
      over = true
    }
  }, [])
  return here
}
