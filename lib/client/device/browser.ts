import { whenIdle } from '@/lib/client/page/idle'
import { inTab, onDevice } from '@/lib/client/page/kept-values'
import { Replica } from '@/lib/client/replica/replica'
import { Engine } from '@/lib/client/syncing/engine'
import { alone, listenForNews, whenThawed } from '@/lib/client/syncing/live'
import { askForSyncHint, onSyncHint } from '@/lib/client/syncing/sync-hint'
import type { Around, Followed } from './around'
import { rareParts } from './rare-parts'
import { openTabs } from './tabs'

/** The name of the replica in this browser. */
const storeName = 'trackthatmoney'
const channelName = 'trackthatmoney'
const arrivalCookies = /\bttm-[\w-]{8}-arrived(-\w+)?=[^;]+/g

/** In milliseconds: what correctness rests on where no news come through. */
const pollEvery = 45_000
/** In milliseconds: a browser may close the database without a word, and what is said of it must be so. */
const lookEvery = 5000

/** The browser that this page is in. */
export function thisBrowser(): Around {
  const tabs = openTabs(() => new BroadcastChannel(channelName))
  return {
    ...{ onDevice, inTab, locks: globalThis.navigator?.locks, listenForNews },
    async open(onTouched, tell) {
      const replica = await Replica.open(storeName, onTouched, { tell })
      // A sign-out without a network must find it.
      whenIdle(() => void Promise.all([replica.prepare(), rareParts()]).catch(() => {}))
      return replica
    },
    makeEngine(replica, onState) {
      const hint = hintWhenOffline(replica)
      return new Engine(replica, {
        transport: async (request) =>
          (await import('@/lib/client/syncing/transport')).sendToServer(request),
        // Hardly ever needed, so it comes late.
        recover: async (replica) =>
          (await import('@/lib/client/syncing/transport')).recoverAtServer(replica),
        onState(state) {
          hint(state.kind)
          onState(state)
        },
        alone,
      })
    },
    arrivalCookies: () => document.cookie.match(arrivalCookies)?.join(';') ?? '',
    hearArrival: async () => (await import('@/lib/client/page/arrival')).hearArrival(),
    endSession: async () => (await import('@/lib/client/page/arrival')).endSession(),
    async forgetPages() {
      // They hold nothing personal, and fill again at the next visit; only secure contexts have them.
      if (!('caches' in globalThis)) return
      await Promise.all((await caches.keys()).map((name) => caches.delete(name)))
    },
    tellTabs: tabs.tell,
    follow(heard) {
      tabs.follow(heard.tabs)
      followPage(heard)
    },
    location: {
      reload: () => location.reload(),
      signIn: (notice) => location.replace(`/signin?notice=${notice}`),
    },
  }
}

function followPage({ woken, looked, polled, thawed }: Followed): void {
  const whileSeen = (work: () => void) => () => {
    if (document.visibilityState === 'visible') work()
  }
  onSyncHint(woken)
  addEventListener('online', woken)
  document.addEventListener('visibilitychange', whileSeen(woken))
  // What was told while the page stood still was told to nobody.
  whenThawed(thawed)
  looked()
  setInterval(whileSeen(polled), pollEvery)
  setInterval(whileSeen(looked), lookEvery)
}

/** Once until the server is reached: where only the server is gone, the browser gives the sign at once, each time. */
function hintWhenOffline(replica: Replica): (kind: string) => void {
  let asked = false
  const ask = async () => {
    const waiting = await replica.outbox()
    if (asked || !waiting.some(({ state }) => state === 'queued')) return
    asked = true
    await askForSyncHint()
  }
  return (kind) => {
    if (kind === 'idle') asked = false
    if (kind === 'offline') void ask().catch(() => {})
  }
}
