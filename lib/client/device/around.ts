import type { Arrival } from '@/lib/client/page/arrival'
import type { KeptValues } from '@/lib/client/page/kept-values'
import type { StoreNews } from '@/lib/client/replica/opening'
import type { Hear, Replica } from '@/lib/client/replica/replica'
import type { TouchedNews } from '@/lib/client/replica/touched'
import type { Engine, EngineState } from '@/lib/client/syncing/engine'
import type { Heard } from '@/lib/client/syncing/live'
import type { Notice } from './states'

/** What other tabs tell: what they touched, that somebody else is here, or that the server answers again. */
export type TabNews = TouchedNews | 'person' | 'reached'

/** All that a device needs of the browser around it: handed in, so that what browsers do can be tried in any order. */
export type Around = {
  open: (onTouched: Hear, tell: (news: StoreNews) => void) => Promise<Replica>
  makeEngine: (replica: Replica, onState: (state: EngineState) => void) => Engine
  /** What stays on this device, and what goes with the tab. */
  onDevice: KeptValues
  inTab: KeptValues
  locks: Pick<LockManager, 'request' | 'query'> | undefined
  /**
   * The cookies in which servers of this host tell of an arrival, with semicolons between them; which of them is this one's
   * only the server knows.
   */
  arrivalCookies: () => string
  /** Asks the server what they tell, and takes its own away: undefined is nothing, null that it cannot be asked now. */
  hearArrival: () => Promise<Arrival | undefined | null>
  /** Ends this browser's session on the server; throws where it cannot be reached or has not ended it. */
  endSession: () => Promise<void>
  /** Takes away what the service worker keeps. */
  forgetPages: () => Promise<void>
  /** Tells the other tabs; never throws. */
  tellTabs: (news: TabNews) => void
  /** Calls back whenever the page, or another tab, says something; for as long as the page lives. */
  follow: (heard: Followed) => void
  listenForNews: (heard: Heard) => void
  location: { reload: () => void; signIn: (notice: Notice) => void }
}

/** What a page hears beside the server. */
export type Followed = {
  tabs: (news: TabNews) => void
  /** It is seen again, or there may be a network. */
  woken: () => void
  /** Some time has gone by while it is seen: little, or enough to ask the server. */
  looked: () => void
  polled: () => void
  thawed: () => void
}
