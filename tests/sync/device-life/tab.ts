import type { Around, Followed, TabNews } from '@/lib/client/device/around'
import { DeviceRunner } from '@/lib/client/device/runner'
import type { KeptValues } from '@/lib/client/page/kept-values'
import { openStore, type Store } from '@/lib/client/replica/opening'
import { Replica } from '@/lib/client/replica/replica'
import { Engine } from '@/lib/client/syncing/engine'
import type { Browser } from './browser'
import { endSession, heal, readArrival, type Session, sync } from './server'

/** What a page draws: whose it takes the device to be, and the texts of their rows; nothing where the gate is shut. */
export type Drawn = { account: string; notes: string[] }

/** Codes of a stop under which nothing may be shown: as in lib/client/hooks/device.ts. */
const shut = new Set([
  ...['checking', 'other_account', 'unknown_account', 'revoked', 'leaving', 'left'],
  ...['storage', 'outdated', 'waiting'],
])

/** One page of the app in a tab: the real device, in a browser that may die at any step. */
export class Tab {
  readonly browser: Browser
  /** Who was signed in when it was opened, by their session. */
  readonly session: Session | undefined
  readonly runner: DeviceRunner
  alive = true
  /** After so many steps the page dies. */
  fuse = Number.POSITIVE_INFINITY
  /** Set where its channel was closed under it. */
  deaf = false
  frozen = false
  inbox: TabNews[] = []
  drawn: Drawn | undefined
  /** Whether the server could not be asked who arrived, as it began. */
  unsure = false
  /** Where the page wants to go. */
  went: string | undefined
  replica: Replica | undefined
  #own = new Map<string, string>()
  #locks = new Set<string>()
  #heard: Followed | undefined
  #under = 0
  #end = () => {}
  /** Resolves when it dies. */
  readonly dead = new Promise<void>((end) => {
    this.#end = end
  })
  #stale = true
  readonly #retries = new Set<() => void>()
  /** Set where another tab said that somebody else is here. */
  wasTold = false

  constructor(browser: Browser, own = new Map<string, string>()) {
    this.browser = browser
    this.#own = own
    this.session = browser.session
    browser.tabs.push(this)
    this.runner = new DeviceRunner(this.#around())
    this.runner.onChange(() => {
      this.#stale = true
      void this.draw()
    })
    this.open()
  }

  /** What goes over a reload. */
  get own(): Map<string, string> {
    return this.#own
  }

  get heldLocks(): { name: string }[] {
    return [...this.#locks].map((name) => ({ name }))
  }

  get heard(): Followed | undefined {
    return this.alive ? this.#heard : undefined
  }

  /** Asks for the replica, as every screen does. */
  open(): void {
    void this.runner
      .open()
      .then(() => this.draw())
      .catch(() => {})
  }

  /** Whether it means to try again what did not go. */
  get triesAgain(): boolean {
    return this.#retries.size > 0
  }

  /** Some time goes by. */
  wait(): void {
    if (!this.alive || this.frozen) return
    for (const retry of [...this.#retries]) {
      this.#retries.delete(retry)
      retry()
    }
    this.#heard?.polled()
    this.#heard?.looked()
  }

  /** Gives it the news that wait for it. */
  deliver(): void {
    if (!this.alive || this.frozen) return
    for (const news of this.inbox.splice(0)) {
      if (news === 'person') this.wasTold = true
      this.#heard?.tabs(news)
    }
  }

  /** Lets it go on after it stood still. */
  thaw(): void {
    this.frozen = false
    this.deliver()
    this.heard?.thawed()
  }

  die(): void {
    this.alive = false
    this.#end()
    this.replica?.store.close()
  }

  /** Whether anything that it began is under way. */
  get isBusy(): boolean {
    return this.alive && this.#under > 0
  }

  /** Whose rows it ever drew. */
  readonly seen = new Set<string>()

  /** Draws anew what was told to be different. */
  async draw(): Promise<void> {
    if (!this.alive || !this.#stale || this.frozen) return
    this.#stale = false
    const { shown } = this.runner
    if (shown.kind === 'stopped' && shut.has(shown.code)) {
      this.drawn = undefined
      return
    }
    if (!this.replica || this.runner.state.is === 'opening' || this.runner.state.is === 'entering')
      return
    try {
      const { account } = await this.replica.meta()
      const rows = await this.replica.store.getAll('expense')
      this.drawn = account
        ? { account: account.id, notes: rows.map(({ note }) => note) }
        : undefined
      if (account) this.seen.add(account.id)
    } catch {
      // What could not be read is asked for again.
      this.#stale = true
    }
  }

  /** A step of the page: the last one of a page that dies is not done. */
  step(): boolean {
    if (--this.fuse < 0 && this.alive) this.die()
    return this.alive
  }

  /** What work brings to a page that is still there; never anything to one that is not. */
  async live<T>(work: Promise<T>): Promise<T> {
    const result = await work.then(
      (value) => () => value,
      (error: unknown) => () => {
        throw error
      },
    )
    if (!this.step()) return new Promise(() => {})
    return result()
  }

  async #count<T>(work: Promise<T>): Promise<T> {
    this.#under++
    try {
      return await work
    } finally {
      this.#under--
    }
  }

  #values(of: Map<string, string>, isFull: () => boolean): KeptValues {
    return {
      isThere: () => true,
      read: (key) => of.get(key) ?? null,
      keep: (key, text) => this.step() && !isFull() && of.set(key, text) !== undefined,
      forget: (key) => void (this.step() && of.delete(key)),
      forgetAll: (but = []) => {
        for (const key of [...of.keys()]) if (!but.includes(key) && this.step()) of.delete(key)
      },
    }
  }

  #around(): Around {
    const { browser } = this
    const ask = <T>(send: () => Promise<T>) =>
      this.step() ? this.#count(browser.carry(this, send)) : new Promise<T>(() => {})
    const go = (to: string) => {
      if (!this.step()) return
      this.went = to
    }
    return {
      open: async (onTouched, tell) => {
        const store = await this.#count(this.live(openStore(browser.name, tell)))
        const uses = Object.entries(store).map(([name, use]) => [
          name,
          name === 'close'
            ? use
            : (...args: unknown[]) =>
                this.#count(this.live((use as (...args: unknown[]) => Promise<unknown>)(...args))),
        ])
        this.replica = new Replica(Object.fromEntries(uses) as Store, onTouched)
        return this.replica
      },
      makeEngine: (replica, onState) => {
        const engine = new Engine(replica, {
          transport: (request) => ask(() => sync(browser.session, request)),
          recover: (of) => this.live(heal(() => browser.session, of)),
          onState,
          alone: (work) => browser.alone(this, work),
          later: (work) => {
            this.#retries.add(work)
            return () => void this.#retries.delete(work)
          },
        })
        const kick = engine.kick.bind(engine)
        engine.kick = () => this.#count(kick())
        return engine
      },
      onDevice: this.#values(browser.local, () => browser.full),
      inTab: this.#values(this.#own, () => false),
      locks: {
        request: async (name: string) => {
          if (this.step()) this.#locks.add(name)
        },
        query: async () => ({ held: browser.living.flatMap(({ heldLocks }) => heldLocks) }),
      } as unknown as LockManager,
      arrivalCookies: () => browser.toldCookies.join(';'),
      hearArrival: async () => {
        try {
          return await ask(async () => {
            const { told, toldCookies, session } = browser
            const arrival = await readArrival([...told.values()], session)
            browser.tell(undefined, toldCookies)
            return arrival
          })
        } catch {
          this.unsure = true
          return null
        }
      },
      endSession: () => ask(() => endSession(browser.session)),
      forgetPages: async () => {},
      tellTabs: (news) => void (this.step() && browser.post(this, news)),
      follow: (heard) => {
        this.#heard = heard
        heard.looked()
      },
      listenForNews: () => {},
      location: { reload: () => go('reload'), signIn: () => go('signIn') },
    }
  }
}
