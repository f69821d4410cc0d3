import type { Hear, Replica } from '@/lib/client/replica/replica'
import { storeNames } from '@/lib/client/replica/store'
import { newsOf, touchedBy, wholly } from '@/lib/client/replica/touched'
import { type Engine, type EngineState, notTheirs } from '@/lib/client/syncing/engine'
import type { Around } from './around'
import type { Command, DeviceEvent } from './events'
import { hasNews, joinSession, keepsData, keys, sessionGoesOn } from './keeping'
import { rareParts } from './rare-parts'

/** What is open: screens read the replica, and syncing is the engine's. */
export type Running = { replica: Replica; engine: Engine }

type Options = {
  around: Around
  /** Takes an event that comes by itself. */
  hear: (event: DeviceEvent) => void
  tellScreens: Hear
}

/** Does what a device is to do, in the browser that it is handed. */
export class Effects {
  readonly #around: Around
  readonly #hear: (event: DeviceEvent) => void
  readonly #tellScreens: Hear
  #running: Running | undefined
  #follows = false
  /** Whose data this tab began with, and under which name they were. */
  #began: { account: string; clientId: string } | undefined
  /** Who had to leave, while what they had not finished waits for them. */
  #awaited: string | undefined

  constructor({ around, hear, tellScreens }: Options) {
    this.#around = around
    this.#hear = hear
    this.#tellScreens = tellScreens
  }

  /** What is open; throws where nothing is. */
  get running(): Running {
    if (!this.#running) throw new Error('It is not open.')
    return this.#running
  }

  /** Does one thing; answers what came of it, where that is an event. Throws where it cannot be done. */
  async perform(command: Command): Promise<DeviceEvent | undefined> {
    const { replica, engine } = this.#running ?? {}
    switch (command.do) {
      case 'open':
        return this.#open()
      case 'look':
        return this.#enter()
      case 'shut':
        replica?.store.close()
        this.#running = undefined
        break
      case 'follow':
        this.#follow()
        break
      case 'listen':
        void this.#listen().catch(() => {})
        break
      case 'renewEngine':
        this.running.engine = this.#makeEngine(this.running.replica)
        break
      case 'kick':
        void engine?.kick()
        break
      case 'closeEngine':
        engine?.close()
        break
      case 'join':
        joinSession(this.#around)
        break
      case 'tellPerson':
        this.#around.tellTabs('person')
        break
      case 'tellScreens':
        this.#tellScreens(wholly(storeNames))
        break
      case 'reload':
        this.#around.location.reload()
        break
      default:
        return this.#performRare(command)
    }
    return undefined
  }

  async #performRare(command: Command): Promise<DeviceEvent | undefined> {
    const { performRare } = await rareParts()
    const hands = { around: this.#around, running: this.running, person: this.#began?.account }
    // What is open is nobody's from here on.
    if (command.do === 'forget') this.#setBegan(undefined)
    return performRare(command, hands)
  }

  /** Whether what is open is somebody else's by now; `renamed`: or the same person's, begun anew. */
  async isStrange(renamed: boolean): Promise<boolean> {
    const { account, clientId, revoked, unfinished } = await this.running.replica.meta()
    const began = this.#began
    if (account) this.#setBegan(began ?? { account: account.id, clientId })
    if (!began) return false
    if (renamed && began.clientId !== clientId) return true
    return account ? account.id !== began.account : Boolean(revoked ?? unfinished)
  }

  async #open(): Promise<DeviceEvent> {
    // Without it nothing could be noted of whose data may stay here, and no draft be kept.
    if (!this.#around.onDevice.isThere()) throw new Error('Nothing can be kept here.')
    const replica = await this.#around.open(
      (touched, written) => {
        if (touched.size === 0) return
        this.#tellScreens(touched, written)
        this.#around.tellTabs(newsOf(touched))
      },
      (news) => this.#hear({ is: 'store', news }),
    )
    this.#running = { replica, engine: this.#makeEngine(replica) }
    return { is: 'opened' }
  }

  #makeEngine(replica: Replica): Engine {
    const hear = (now: EngineState, holds = false) => this.#hear({ is: 'engine', now, holds })
    let reached = false
    return this.#around.makeEngine(replica, (now) => {
      if (now.kind === 'signed-out') {
        const found = replica.meta().then(({ account }) => account !== null)
        void found.then(
          (holds) => hear(now, holds),
          () => {},
        )
        return
      }
      // What is here is somebody else's by now than the page is of.
      if (now.kind === 'stopped' && now.code === notTheirs) {
        return this.#hear({ is: 'looked', strange: true })
      }
      hear(now)
      if (now.kind === 'offline') reached = false
      if (now.kind === 'idle' && !reached) {
        reached = true
        this.#around.tellTabs('reached')
      }
      if (now.kind === 'idle' && !this.#began) void this.#learnPerson().catch(() => {})
    })
  }

  /** The server has told who is here. */
  async #learnPerson(): Promise<void> {
    await this.isStrange(false)
    const { account } = this.#began ?? {}
    if (account && this.#awaited && this.#awaited !== account) {
      await this.#performRare({ do: 'forget', all: false })
      this.#setBegan({ account, clientId: this.#began?.clientId ?? '' })
    }
    if (account) this.#awaited = undefined
  }

  async #enter(): Promise<DeviceEvent> {
    const around = this.#around
    const arrival = hasNews(around) ? await (await rareParts()).takeArrival(around) : undefined
    const meta = await this.running.replica.meta()
    const { account, clientId, revoked } = meta
    if (account) this.#setBegan({ account: account.id, clientId })
    this.#awaited = account ? undefined : revoked
    const isNoted = (key: string) => around.onDevice.read(key) !== null
    const keeps = keepsData(around.onDevice)
    const here = {
      ...{ arrival, account: account?.id ?? null, revoked, keeps },
      unfinished: meta.unfinished ?? (isNoted(keys.left) ? 'leaving' : undefined),
      other: isNoted(keys.other),
      goesOn: keeps || (await sessionGoesOn(around)),
    } as const
    return { is: 'found', here }
  }

  /** Another tab has reached the server: this one need not wait until it would look again. */
  #tryAgain(): void {
    const { engine } = this.#running ?? {}
    if (engine?.state.kind === 'offline') void engine.kick()
  }

  #follow(): void {
    if (this.#follows) return
    this.#follows = true
    const look = async (is: 'looked' | 'thawed') => {
      const strange = await this.isStrange(is === 'thawed').catch(() => false)
      this.#hear({ is, strange })
    }
    this.#around.follow({
      tabs: (news) => {
        if (news === 'person') return this.#hear({ is: 'personChanged' })
        if (news === 'reached') return this.#tryAgain()
        const touched = touchedBy(news)
        this.#tellScreens(touched)
        // The tab that made the change may be gone before it could send it.
        if (touched.has('outbox')) void this.#running?.engine.kickIfWaiting().catch(() => {})
      },
      woken: () => this.#hear({ is: 'woken' }),
      polled: () => this.#hear({ is: 'polled' }),
      looked: () => void look('looked'),
      thawed: () => void look('thawed'),
    })
  }

  // Nobody waits for it: screens show what is here, and more as it comes.
  async #listen(): Promise<void> {
    const { replica } = this.running
    const kick = () => this.running.engine.kick()
    const first = kick()
    if (!(await replica.meta()).account) await first
    // Nobody is signed in: there is nothing to listen for, and the page leaves for the sign-in.
    if (!(await replica.meta()).account) return
    this.#around.listenForNews({
      rev: async (space, rev) => {
        // Often it is this device's own change, whose answer is on its way.
        await this.running.engine.quiet()
        const known = await replica.toSend().catch(() => undefined)
        if ((known?.meta.cookie[space]?.rev ?? -1) < rev) await this.running.engine.kick(known)
      },
      missed: () => void kick(),
    })
  }

  #setBegan(began: { account: string; clientId: string } | undefined): void {
    this.#began = began
    if (this.#running) this.#running.replica.person = began?.account
  }
}
