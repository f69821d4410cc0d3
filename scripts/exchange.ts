import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Where an exchange is: behind others of its connection, its request on its way, or its answer in work or running on. */
export type Stage = 'queued' | 'arriving' | 'working' | 'stream'

/** One request and its answer, until the answer is sent or its connection is over. */
export class Exchange {
  readonly since = performance.now()
  stage: Stage = 'queued'
  ended = false

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    /** Of whoever asks. */
    readonly address: string,
    readonly run: (exchange: Exchange) => void,
  ) {}

  /** Whether it waits for nobody but its reader: all is said, or no more fits on the way. */
  get isUnread(): boolean {
    return this.response.writableEnded || this.response.writableNeedDrain
  }
}

/** A connection and what was asked on it, in the order of the answers. */
export class Connection {
  readonly exchanges: Exchange[] = []
  /** What to do once all that was asked is answered, where nothing more can be read. */
  last: (() => void) | undefined
  address: string

  constructor(readonly socket: Socket) {
    this.address = socket.remoteAddress ?? 'unknown'
  }

  get current(): Exchange | undefined {
    return this.exchanges[0]
  }

  /** How much is lost if it ends now; the least goes first where places are short. */
  get worth(): number {
    const { current } = this
    if (!current) return 0
    if (current.stage === 'arriving') return 1
    if (current.stage === 'working') return current.isUnread ? 2 : 4
    return 3
  }
}

/** Whether a request says that a body comes after its headers. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
