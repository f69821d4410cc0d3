import type { Arrival } from '../arrival'
import type { KeptValues } from '../kept-values'
import type { Around } from './around'

/** The arrival cookies that the server has been asked about. */
const heardKey = 'ttm-heard'
/** Those that it is being asked about: what they tell is not settled here. */
const askedKey = 'ttm-arriving'
/** Set, on this device, where the data may stay only as long as the browser session. */
const choiceKey = 'ttm-not-kept'
/** Set, on this device, from when somebody else was found to be signed in until that is settled. */
const otherKey = 'ttm-other-account'
/** Set by older versions where a session was still to be ended whose data is gone. */
const leftKey = 'ttm-left'
/** Set in each tab that belongs to the browser session in which a person signed in; a lock that each of them holds. */
const sessionName = 'ttm-session'

/** Whether data may stay on this device when the browser is closed. */
export function keepsData(onDevice: KeptValues): boolean {
  return onDevice.read(choiceKey) === null
}

type Place = Pick<Around, 'onDevice' | 'inTab' | 'locks' | 'arrivalCookies' | 'hearArrival'>

/** What a browser notes of its person beside the replica. */
export class Keeping {
  readonly #place: Place

  constructor(place: Place) {
    this.#place = place
  }

  get keeps(): boolean {
    return keepsData(this.#place.onDevice)
  }

  /** Whether it is noted that somebody else may be signed in. */
  get other(): boolean {
    return this.#place.onDevice.read(otherKey) !== null
  }

  get leftByOlderVersion(): boolean {
    return this.#place.onDevice.read(leftKey) !== null
  }

  /** Whether something has arrived that the server was not asked about. */
  get hasNews(): boolean {
    const { arrivalCookies, onDevice } = this.#place
    return arrivalCookies() !== (onDevice.read(heardKey) ?? '')
  }

  /**
   * What the sign-in left for this browser; undefined where nobody signed in since the last start, and where the server
   * cannot be asked now: then it tells by its next answer who is signed in. Once it has told, it tells no more: until
   * `settle` it is lost where the page goes. Throws where the browser does not note that.
   */
  async takeArrival(): Promise<Arrival | 'lost' | undefined> {
    const { arrivalCookies, hearArrival, onDevice } = this.#place
    const told = arrivalCookies()
    const asked = onDevice.read(askedKey)
    if (asked !== null && asked !== told) return 'lost'
    if (!this.hasNews) return undefined
    note(onDevice, askedKey, told)
    const arrival = await hearArrival()
    if (arrival === null && arrivalCookies() !== told) return 'lost'
    // The server has taken its own away; a neighbour's stays for its own app.
    if (arrival !== null) onDevice.keep(heardKey, arrivalCookies())
    if (!arrival) onDevice.forget(askedKey)
    return arrival ?? undefined
  }

  settle(): void {
    const { arrivalCookies, onDevice } = this.#place
    onDevice.keep(heardKey, arrivalCookies())
    onDevice.forget(askedKey)
  }

  /** Throws where the browser does not note it. */
  markOther(): void {
    note(this.#place.onDevice, otherKey, 'yes')
  }

  unmarkOther(): void {
    this.#place.onDevice.forget(otherKey)
  }

  /** Notes whether data may stay here when the browser is closed; throws where the browser does not note it. */
  choose(keep: boolean): void {
    const { onDevice } = this.#place
    if (keep) onDevice.forget(choiceKey)
    else note(onDevice, choiceKey, 'yes')
  }

  /** Makes this tab one of the browser session, which goes on for as long as one such tab is open. */
  join(): void {
    const { inTab, locks } = this.#place
    inTab.keep(sessionName, 'yes')
    // The promise never ends: the lock goes with the tab.
    void locks?.request(sessionName, { mode: 'shared' }, () => new Promise(() => {}))
  }

  /** Takes this tab out of the browser session. */
  quit(): void {
    this.#place.inTab.forget(sessionName)
  }

  /** Whether this tab is of the browser session in which the person signed in, or another open tab is. */
  async goesOn(): Promise<boolean> {
    const { inTab, locks } = this.#place
    if (inTab.read(sessionName) !== null) return true
    const { held = [] } = (await locks?.query()) ?? {}
    return held.some(({ name }) => name === sessionName)
  }

  /** Removes what pages keep beside the replica, such as drafts; the choice of who is here now stays, unless it is `all`. */
  forget(all: boolean): void {
    const { inTab, onDevice } = this.#place
    inTab.forgetAll(all ? [] : [sessionName])
    onDevice.forgetAll(all ? [heardKey, askedKey] : [heardKey, askedKey, choiceKey])
    if (!all) this.join()
  }
}

function note(values: KeptValues, key: string, text: string): void {
  if (!values.keep(key, text)) throw new Error('The browser does not note it.')
}
