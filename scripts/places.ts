import type { Exchange } from './exchange'

/** How many requests are worked on at once, how many may wait for that, in sum and of one address, and how long in milliseconds. */
export type PlaceLimits = {
  places: number
  placesOfOne: number
  waiting: number
  waitingOfOne: number
  wait: number
}

/** Above so many at once, more would only make all of them slower; a household, an office and a proxy are one address. */
export const placeLimits: PlaceLimits = {
  ...{ places: 256, placesOfOne: 192 },
  ...{ waiting: 128, waitingOfOne: 96 },
  wait: 3000,
}

type Waiting = { exchange: Exchange; until: number; go: (isAdmitted: boolean) => void }

/**
 * The places for requests that are worked on. A request has one from when it is whole until its answer is said or waits
 * for its reader, so that nobody takes one by being slow.
 */
export class Places {
  readonly #taken = new Set<Exchange>()
  #waiting: Waiting[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(readonly limits: PlaceLimits = placeLimits) {}

  /** How many requests are being worked on. */
  get count(): number {
    return this.#active().length
  }

  /** Takes a place, waiting for one for a moment where it must; answers whether it has got one. */
  take(exchange: Exchange): Promise<boolean> {
    exchange.response.once('close', () => {
      this.#taken.delete(exchange)
      this.#fill()
    })
    const { waiting, waitingOfOne, wait } = this.limits
    if (this.#waiting.length === 0 && this.#load(exchange.address) !== undefined) {
      this.#enter(exchange)
      return Promise.resolve(true)
    }
    const ofOne = this.#waiting.filter((one) => one.exchange.address === exchange.address)
    if (this.#waiting.length >= waiting || ofOne.length >= waitingOfOne) {
      return Promise.resolve(false)
    }
    return new Promise((go) => {
      this.#waiting.push({ exchange, until: performance.now() + wait, go })
      // That a reader is slow shows by nothing that could be listened to.
      this.#timer ??= setInterval(() => this.#fill(), 50)
      this.#fill()
    })
  }

  #enter(exchange: Exchange): void {
    exchange.stage = 'working'
    this.#taken.add(exchange)
  }

  /** How many places the address has taken; undefined where it gets no more. */
  #load(address: string): number | undefined {
    const active = this.#active()
    const own = active.filter((one) => one.address === address).length
    const hasRoom = active.length < this.limits.places && own < this.limits.placesOfOne
    return hasRoom ? own : undefined
  }

  #active(): Exchange[] {
    return [...this.#taken].filter(({ isUnread, stage }) => stage === 'working' && !isUnread)
  }

  /** Gives the free places to those who wait, first to whoever has fewest. */
  #fill(): void {
    const now = performance.now()
    const over = this.#waiting.filter(({ exchange, until }) => exchange.ended || until <= now)
    this.#waiting = this.#waiting.filter((one) => !over.includes(one))
    for (const { go } of over) go(false)
    for (let next = this.#next(); next; next = this.#next()) {
      this.#waiting.splice(this.#waiting.indexOf(next), 1)
      this.#enter(next.exchange)
      next.go(true)
    }
    if (this.#waiting.length > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #next(): Waiting | undefined {
    let best: { waiting: Waiting; load: number } | undefined
    for (const waiting of this.#waiting) {
      const load = this.#load(waiting.exchange.address)
      if (load !== undefined && (!best || load < best.load)) best = { waiting, load }
    }
    return best?.waiting
  }
}
