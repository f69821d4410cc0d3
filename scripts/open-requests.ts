import type { ServerResponse } from 'node:http'

/** The requests that have no whole answer yet. Streams are kept apart: they end only when told to. */
export class OpenRequests {
  readonly streams = new Set<ServerResponse>()
  readonly #answers = new Set<ServerResponse>()
  readonly #idle = new Set<() => void>()

  /** How many answers are being worked on. */
  get count(): number {
    return this.#answers.size
  }

  /** Counts this answer until it is sent or its connection breaks. */
  add(response: ServerResponse): void {
    this.#answers.add(response)
    response.once('close', () => {
      this.streams.delete(response)
      this.#remove(response)
    })
  }

  /** From now on this answer is a stream. */
  markAsStream(response: ServerResponse): void {
    if (!this.#answers.has(response)) return
    this.streams.add(response)
    this.#remove(response)
  }

  /** Resolves when no answer is being worked on any more, or after `ms`. */
  idle(ms: number): Promise<void> {
    if (this.count === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#idle.delete(done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#idle.add(done)
    })
  }

  #remove(response: ServerResponse): void {
    this.#answers.delete(response)
    if (this.count === 0) for (const done of [...this.#idle]) done()
  }
}
