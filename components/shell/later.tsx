'use client'

import { useEffect, useState } from 'react'
import { latePart } from '@/components/parts/screen/late-part'
import { whenIdle } from '@/lib/client/page/idle'

const AfterAll = latePart(() => import('./after-all').then((file) => file.AfterAll))

/** Brings what the app can do without until it can be used: it comes once the screen works, and holds up none. */
export function Later() {
  const [idle, setIdle] = useState(false)
  useEffect(() => whenIdle(() => setIdle(true)), [])
  return idle && <AfterAll />
}
