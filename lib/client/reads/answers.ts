import type { Replica } from '@/lib/client/replica/replica'
import { reaches, type Touched, type Written } from '@/lib/client/replica/touched'
import { askAgain, keyOfQuery, type Query } from './queries'

/** In milliseconds: for so long an answer that nobody asks any more is kept true. */
const lingersFor = 60_000

/** A question that somebody asks: its last answer, and all who hear of the next one. */
class Asked<A extends readonly unknown[], T> {
  answer: { value: T } | undefined
  readonly hear = new Set<(value: T | undefined) => void>()
  readonly #query: Query<A, T>
  readonly #args: A
  readonly #open: () => Promise<{ replica: Replica }>
  #over = false
  #running = false
  #again = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #lingers: ReturnType<typeof setTimeout> | undefined

  constructor(query: Query<A, T>, args: A, open: () => Promise<{ replica: Replica }>) {
    this.#query = query
    this.#args = args
    this.#open = open
    this.#ask()
  }

  stop(): void {
    this.#over = true
    clearTimeout(this.#timer)
    clearTimeout(this.#lingers)
  }

  /** Stays known for a while though nobody asks it: a person goes from one screen to another and back. */
  linger(end: () => void): void {
    this.#lingers = setTimeout(end, lingersFor)
  }

  /** Somebody asks it again. */
  resume(): void {
    clearTimeout(this.#lingers)
  }

  /** Whether it can be kept true by what is written, without being read again. */
  get canLinger(): boolean {
    return this.#query.renew !== undefined && this.answer !== undefined && !this.#running
  }

  /**
   * Goes by what was written, where that says all and nothing is being read, else reads again. Answers whether it is still
   * true, or will be: where nobody asks it, nothing is read.
   */
  told(touched: Touched, written: Written | undefined): boolean {
    const { scopes, renew } = this.#query
    if (!reaches(touched, scopes(this.#args))) return true
    const former = this.#running ? undefined : this.answer
    const value = former && written && renew?.(former.value, written, ...this.#args)
    if (value !== undefined) this.#tell(value)
    else if (this.hear.size > 0) this.#ask()
    else return false
    return true
  }

  // A device that refuses its storage says so itself (see useDevice), and may not refuse it for ever.
  #ask(): void {
    clearTimeout(this.#timer)
    this.#open()
      .then(({ replica }) => this.#read(replica))
      .catch(() => {
        if (this.#over) return
        this.answer = undefined
        if (this.#query.takenBack) for (const hear of [...this.hear]) hear(undefined)
        this.#timer = setTimeout(() => this.#ask(), askAgain)
      })
  }

  async #read(replica: Replica): Promise<void> {
    this.#again = true
    if (this.#running) return
    this.#running = true
    try {
      while (this.#again && !this.#over) {
        this.#again = false
        const value = await this.#query.read(replica, ...this.#args)
        if (this.#over) return
        this.#tell(value)
      }
    } finally {
      this.#running = false
    }
  }

  #tell(value: T): void {
    if (this.answer && Object.is(this.answer.value, value)) return
    this.answer = { value }
    for (const hear of [...this.hear]) hear(value)
  }
}

/** The questions that a page asks: each is read once for all who ask it, and again where a write touched what it hangs on. */
export class Answers {
  readonly #asked = new Map<string, Asked<never, unknown>>()
  readonly #open: () => Promise<{ replica: Replica }>

  constructor(open: () => Promise<{ replica: Replica }>) {
    this.#open = open
  }

  /**
   * Tells `hear` the answer, and the next one whenever what it hangs on is touched; answers how to stop. Whoever comes
   * later hears the last answer at once.
   */
  follow<A extends readonly unknown[], T>(
    query: Query<A, T>,
    args: A,
    hear: (value: T | undefined) => void,
  ): () => void {
    const key = keyOfQuery(query, args)
    const known = this.#asked.get(key) as unknown as Asked<A, T> | undefined
    const asked = known ?? new Asked(query, args, this.#open)
    if (!known) this.#asked.set(key, asked as unknown as Asked<never, unknown>)
    asked.resume()
    const own = (value: T | undefined) => hear(value)
    asked.hear.add(own)
    if (asked.answer) own(asked.answer.value)
    return () => {
      asked.hear.delete(own)
      if (asked.hear.size > 0) return
      const end = () => this.#drop(key, asked as unknown as Asked<never, unknown>)
      if (asked.canLinger) asked.linger(end)
      else end()
    }
  }

  /** Whether the answer is known, so that whoever asks has it at once. */
  isKnown<A extends readonly unknown[], T>(query: Query<A, T>, args: A): boolean {
    return this.#asked.get(keyOfQuery(query, args))?.answer !== undefined
  }

  #drop(key: string, asked: Asked<never, unknown>): void {
    asked.stop()
    if (this.#asked.get(key) === asked) this.#asked.delete(key)
  }

  /** Hears of a write of this tab or another one. */
  told(touched: Touched, written?: Written): void {
    if (touched.size === 0) return
    for (const [key, asked] of [...this.#asked]) {
      if (!asked.told(touched, written)) this.#drop(key, asked)
    }
  }
}
