import 'server-only'
import { AppError } from '@/lib/core/errors'
import { networksOf } from './networks'
import { hashed, tooMany } from './rate-limit'

/** Whose work it is, from the widest (a network) to the narrowest (an account). */
export type Place = readonly string[]

/** Whom an account knows, whom it does not, and who is just making one: none of them fills the room of the others. */
type Sort = 'known' | 'strangers' | 'new'

/** Where an account waits: in its networks, among others of its sort. */
export function placeOf(address: string, sort: Sort, account: string): Place {
  return [...networksOf(address).reverse(), sort, hashed(account)]
}

/** How much may wait: of one account and of one sort in one network, of a network, and altogether. */
const most = { account: 32, sort: 100, network: 300, all: 400 }

/** What waits in one place, which takes its turn among its neighbours as a whole. */
class Waiting {
  size = 0
  readonly #parts = new Map<string, Waiting>()
  readonly #starts: (() => void)[] = []

  /** Whether one more has room here and everywhere within, as far as `place` leads. */
  hasRoom([part, ...within]: readonly string[], room = most.all): boolean {
    if (this.size >= room) return false
    if (part === undefined) return true
    const inside = [most.account, most.sort][within.length] ?? most.network
    return this.#parts.get(part)?.hasRoom(within, inside) ?? true
  }

  add([part, ...within]: readonly string[], start: () => void): void {
    this.size++
    if (part === undefined) {
      this.#starts.push(start)
      return
    }
    const found = this.#parts.get(part) ?? new Waiting()
    this.#parts.set(part, found)
    found.add(within, start)
  }

  /** The next one: of the part whose turn it is, which then goes behind the others. */
  take(): (() => void) | undefined {
    if (this.size === 0) return undefined
    this.size--
    const [turn] = this.#parts
    if (!turn) return this.#starts.shift()
    const [name, part] = turn
    const start = part.take()
    this.#parts.delete(name)
    if (part.size > 0) this.#parts.set(name, part)
    return start
  }
}

// One for the whole process, however many copies of this module its bundles hold.
const key = Symbol.for('trackthatmoney.turns')
const shared = globalThis as { [key]?: { waiting: Waiting; busy: boolean } }
shared[key] ??= { waiting: new Waiting(), busy: false }
const line = shared[key]

/**
 * Does one piece of work at a time (one thread hashes all passwords anyway): networks take turns, in each of them its
 * accounts, so that nobody waits for the crowd of somebody else. Refuses (`too_many`) where a place has filled its own
 * room, (`unavailable`) where all of them have filled the line.
 */
export async function inTurn<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const { waiting } = line
  if (!waiting.hasRoom(place)) throw waiting.size >= most.all ? busy() : tooMany(5)
  if (line.busy) await new Promise<void>((start) => waiting.add(place, start))
  line.busy = true
  try {
    return await work()
  } finally {
    const next = waiting.take()
    if (next) next()
    else line.busy = false
  }
}

function busy(): AppError {
  return new AppError('unavailable', 'The server is busy. Please try again in a few seconds.', {
    retryAfter: 5,
  })
}
