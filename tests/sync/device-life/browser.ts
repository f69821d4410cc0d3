import 'fake-indexeddb/auto'
import type { TabNews } from '@/lib/client/device/around'
import { newId } from '@/lib/core/ids'
import type { Session, Told } from './server'
import type { Tab } from './tab'

/** How the network is: each fault but `down` meets one request. */
export type Network = 'ok' | 'down' | 'loseRequest' | 'loseReply'

/** One browser of a machine that several people use: what it keeps, what it lets pages do, and its tabs. */
export class Browser {
  readonly name = newId()
  readonly local = new Map<string, string>()
  session: Session | undefined
  /** What the cookies tell of arrivals, by the cookie, which is another one each time. */
  readonly told = new Map<string, Told>()
  network: Network = 'ok'
  /** Neither databases nor texts take anything more. */
  full = false
  /** Whether databases can be opened. */
  opens = true
  tabs: Tab[] = []
  #syncing: Tab | undefined

  get living(): Tab[] {
    return this.tabs.filter(({ alive }) => alive)
  }

  get toldCookies(): string[] {
    return [...this.told.keys()]
  }

  /** Sets a cookie that tells of an arrival, and takes away those that stood in the request. */
  tell(told: Told | undefined, asked = this.toldCookies): void {
    for (const cookie of asked) this.told.delete(cookie)
    if (told) this.told.set(`ttm-simulate-arrived-${told.sessionId.slice(-12)}=${newId()}`, told)
  }

  /** Passes news of one tab on to the others. */
  post(from: Tab, news: TabNews): void {
    for (const tab of this.living) {
      // One that only opens has not joined the others, and finds for itself how things are.
      if (tab !== from && !tab.deaf && tab.heard) tab.inbox.push(news)
    }
  }

  /** Web Locks: one tab syncs; a lock goes with its tab. */
  async alone<T>(tab: Tab, work: () => Promise<T>): Promise<T> {
    while (this.#syncing?.alive) await new Promise((go) => setImmediate(go))
    this.#syncing = tab
    try {
      return await work()
    } finally {
      if (this.#syncing === tab) this.#syncing = undefined
    }
  }

  /** Carries one request. */
  async carry<T>(tab: Tab, send: () => Promise<T>): Promise<T> {
    const { network } = this
    if (network !== 'down') this.network = 'ok'
    if (network === 'down' || network === 'loseRequest') throw new Error('Nothing answers.')
    const answer = await tab.live(send())
    if (network === 'loseReply') throw new Error('The answer was lost.')
    return answer
  }
}

const { open } = IDBFactory.prototype
const { put } = IDBObjectStore.prototype
let now: Browser | undefined

/** Lets a browser refuse its databases as it likes, until the next one does. */
export function letRefuse(browser: Browser | undefined): void {
  now = browser
  IDBFactory.prototype.open = function (...args) {
    if (now && !now.opens) throw new DOMException('The connection was lost.', 'UnknownError')
    return open.apply(this, args)
  }
  IDBObjectStore.prototype.put = function (...args) {
    if (now?.full) throw new DOMException('The disk is full.', 'QuotaExceededError')
    return put.apply(this, args)
  }
}
