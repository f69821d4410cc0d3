import type { Hear } from '@/lib/client/replica/replica'
import { nothing } from '@/lib/client/replica/touched'
import type { Around } from './around'
import { Effects, type Running } from './effects'
import type { Command, DeviceEvent } from './events'
import { next } from './next'
import { rareParts } from './rare-parts'
import { type DeviceState, type Notice, shownOf } from './states'

/** A device in one tab: hears what happens, and does what follows from it, one thing after the other. */
export class DeviceRunner {
  readonly #effects: Effects
  readonly #listeners = new Set<Hear>()
  #state: DeviceState = { is: 'shut' }
  #shown = shownOf(this.#state)
  #work: Promise<void> = Promise.resolve()
  #started: Promise<Running> | undefined

  constructor(around: Around) {
    this.#effects = new Effects({
      around,
      hear: (event) => void this.#dispatch(event).catch(() => {}),
      tellScreens: (touched, written) => this.#tell(touched, written),
    })
  }

  get state(): DeviceState {
    return this.#state
  }

  /** How syncing stands. */
  get shown(): ReturnType<typeof shownOf> {
    return this.#shown
  }

  /** Opens it at the first call, and at the next one where that did not go; never decides where the page has to go. */
  open(): Promise<Running> {
    this.#started ??= this.#open().catch((error) => {
      this.#started = undefined
      throw error
    })
    return this.#started
  }

  /** Calls `listener` with the stores that changed, in this tab or another one; answers how to stop. */
  onChange(listener: Hear): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Removes what this device holds, with the changes that are not sent, for whoever is signed in now. */
  async removeForOther(): Promise<void> {
    await this.#ask({ is: 'remove' })
  }

  /**
   * Removes what this device holds and signs out; the sign-in says so by a `notice`. Where more turns out to be only
   * here than its person knows of, everything stays and the page begins anew. Throws where it could not be removed.
   */
  async takeLeave(notice: Notice, known = 0): Promise<void> {
    await this.#ask({ is: 'leave', notice, known })
  }

  /** Resolves once nothing that it began is under way, but for syncing. */
  async quiet(): Promise<void> {
    for (let seen: unknown; seen !== this.#work; ) {
      seen = this.#work
      await this.#work
    }
  }

  async #open(): Promise<Running> {
    await this.#dispatch({ is: 'asked' })
    if (this.#state.is === 'going') return new Promise(() => {})
    return this.#effects.running
  }

  async #ask(event: DeviceEvent): Promise<void> {
    await this.open()
    const { is } = this.#state
    if (is !== 'open' && is !== 'barred') throw new Error(`It cannot be done now: ${is}.`)
    await this.#dispatch(event)
  }

  #dispatch(event: DeviceEvent): Promise<void> {
    // The state goes over at once, whatever is still to be done.
    const turn = next(this.#state, event)
    if (turn && turn[0] === this.#state && turn[1].length === 0) return Promise.resolve()
    if (turn) this.#setState(turn[0])
    const done = this.#work.then(() => (turn ? this.#perform(turn[1]) : this.#step(event)))
    this.#work = done.catch(() => {})
    return done
  }

  /** Takes an event once it is its turn. */
  async #step(event: DeviceEvent): Promise<void> {
    const turn = next(this.#state, event) ?? (await rareParts()).nextRare(this.#state, event)
    this.#setState(turn[0])
    await this.#perform(turn[1])
  }

  async #perform(commands: readonly Command[]): Promise<void> {
    for (const command of commands) {
      let event: DeviceEvent | undefined
      try {
        event = await this.#effects.perform(command)
      } catch (error) {
        await this.#step({ is: 'failed' })
        throw error
      }
      if (event) await this.#step(event)
    }
  }

  #setState(state: DeviceState): void {
    this.#state = state
    const shown = shownOf(state)
    // Screens that are told ask again, which would begin it anew.
    if (JSON.stringify(shown) === JSON.stringify(this.#shown)) return
    this.#shown = shown
    this.#tell(nothing)
  }

  #tell: Hear = (touched, written) => {
    for (const listener of [...this.#listeners]) listener(touched, written)
  }
}
