'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { watchInstall } from '@/lib/client/page/install'
import { inTab } from '@/lib/client/page/kept-values'

/** Of browsers that can hand a launch of the installed app to the window that is open already. */
type LaunchQueue = { setConsumer: (consumer: (launch: { targetURL?: string }) => void) => void }

/** Where the last launch led, in the tab. */
const launchedKey = 'ttm-launched'

/**
 * Follows a launch of the installed app, as by its shortcut, within the window that is open. Its icon alone only brings
 * the window forward: somebody may be writing there. Also keeps the browser's offer to install it for the settings.
 */
export function Launches() {
  const router = useRouter()
  useEffect(watchInstall, [])
  useEffect(() => {
    const { launchQueue } = window as { launchQueue?: LaunchQueue }
    let heeded = launchHeeded()
    launchQueue?.setConsumer(({ targetURL }) => {
      const target = targetURL && new URL(targetURL)
      if (!target || target.origin !== location.origin) return
      const wanted = target.pathname + target.search
      const repeated = wanted === heeded
      heeded = null
      inTab.keep(launchedKey, wanted)
      if (repeated || wanted === '/' || wanted === location.pathname + location.search) return
      router.push(wanted)
    })
  }, [router])
  return null
}

/**
 * Where the launch led that this page has heeded before it could hear of it: the one that opened its window or, as a
 * page that is loaded again is handed its last launch once more, that one.
 */
function launchHeeded(): string | null {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (entry?.type === 'reload') return inTab.read(launchedKey)
  if (!entry) return null
  const { pathname, search } = new URL(entry.name)
  return pathname + search
}
