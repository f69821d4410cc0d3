import { IncomingMessage } from 'node:http'
import { hasBody } from '../exchange'
import { Refusal } from './refusal'

/** What a body may be; times in milliseconds, sizes in bytes. */
export type BodyLimits = {
  /** What one body has at most. */
  largest: number
  /** What all that are on their way have together. */
  together: number
  /** When the first of it must have come, and how much more for each millisecond after that. */
  patience: number
  rate: number
}

export const bodyLimits: BodyLimits = {
  largest: 1024 * 1024,
  together: 64 * 1024 * 1024,
  patience: 12_000,
  // Slower than any network on which an app is of use; a small body gets no more time by it.
  rate: 4,
}

type Arriving = { size: number; fail: (refusal: Refusal) => void }

/** The one reader of bodies: whatever a request is for, its body is within the limits before anybody else sees it. */
export class Bodies {
  readonly #arriving = new Set<Arriving>()
  #sum = 0

  constructor(readonly limits: BodyLimits = bodyLimits) {}

  /**
   * The request once it is whole, to be read as if it came just now. Refuses one that is too large, too slow, packed, or
   * cut off.
   */
  async whole(request: IncomingMessage): Promise<IncomingMessage> {
    if (!hasBody(request)) return request
    const { headers } = request
    const coding = headers['content-encoding']?.trim().toLowerCase() ?? ''
    if (coding !== '' && coding !== 'identity') {
      throw new Refusal('unsupported_type', 'The body must be sent without a content-encoding.')
    }
    if (Number(headers['content-length'] ?? 0) > this.limits.largest) throw this.#tooLarge()
    return withBody(request, await this.#read(request))
  }

  async #read(request: IncomingMessage): Promise<Buffer> {
    const { largest, patience, rate } = this.limits
    const started = performance.now()
    const chunks: Buffer[] = []
    let look: NodeJS.Timeout | undefined
    let stop = () => {}
    const arrived = new Promise<void>((resolve, fail) => {
      const arriving: Arriving = { size: 0, fail }
      this.#arriving.add(arriving)
      const lookAgain = () => {
        const left = started + patience + arriving.size / rate - performance.now()
        if (left > 0) look = setTimeout(lookAgain, left)
        else fail(new Refusal('invalid', 'The request took too long to arrive.', 408))
      }
      lookAgain()
      const take = (chunk: Buffer) => {
        arriving.size += chunk.length
        this.#sum += chunk.length
        if (arriving.size > largest) return fail(this.#tooLarge())
        chunks.push(chunk)
        if (this.#sum > this.limits.together) this.#makeRoom()
      }
      request.on('data', take)
      request.once('end', resolve)
      const cut = () => fail(new Refusal('invalid', 'The request was cut off.'))
      request.once('error', cut).once('close', cut)
      stop = () => {
        request.off('data', take)
        this.#arriving.delete(arriving)
        this.#sum -= arriving.size
      }
    })
    try {
      await arrived
      return Buffer.concat(chunks)
    } finally {
      clearTimeout(look)
      stop()
    }
  }

  /** Whoever sends the most comes another time when it becomes too much of all together. */
  #makeRoom(): void {
    const [most] = [...this.#arriving].sort((a, b) => b.size - a.size)
    most?.fail(new Refusal('unavailable', 'The server is busy; try again in a moment.'))
  }

  #tooLarge(): Refusal {
    const mebibytes = this.limits.largest / 1024 / 1024
    return new Refusal('too_large', `The body is larger than ${mebibytes} MiB.`)
  }
}

/** The same request with this body. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const whole = new IncomingMessage(request.socket)
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders } = request
  Object.assign(whole, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders })
  whole.headers = { ...request.headers, 'content-length': String(body.length) }
  delete whole.headers['transfer-encoding']
  whole.push(body)
  whole.push(null)
  whole.complete = true
  return whole
}
