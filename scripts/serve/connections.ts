import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Connection, Exchange } from '../exchange'

/** How much of the connections is too much; times in milliseconds. */
export type ConnectionLimits = {
  /** Connections at once; beyond them whoever has most gives one up. */
  connections: number
  /** Requests that one connection, and all together, may send ahead of their answers. */
  queue: number
  queues: number
  /** How long nothing may move on a connection that waits for its reader; also how often a quiet one is looked at. */
  quiet: number
  /** How long one answer may take that is no stream. */
  answer: number
}

export const connectionLimits: ConnectionLimits = {
  connections: 4000,
  queue: 400,
  queues: 10_000,
  quiet: 20_000,
  answer: 300_000,
}

/**
 * The guard around a server's sockets: it knows each connection and what was asked on it, has the requests of one
 * connection answered one after the other, and tells every answer its end, whichever way the connection goes.
 */
export class Connections {
  readonly #connections = new Map<Socket, Connection>()
  readonly #open = new Set<Exchange>()
  readonly #idle = new Set<() => void>()
  readonly #limits: ConnectionLimits

  constructor(server: Server, limits: ConnectionLimits = connectionLimits) {
    this.#limits = limits
    server.on('connection', (socket) => this.#add(socket))
    server.on('timeout', (socket: Socket) => this.#lookAt(socket))
  }

  /** How many answers are owed, not counting streams, which end only when told to. */
  get count(): number {
    return [...this.#open].filter(({ stage }) => stage !== 'stream').length
  }

  get streams(): ServerResponse[] {
    return [...this.#open].filter(({ stage }) => stage === 'stream').map(({ response }) => response)
  }

  /** How many connections there are, whatever became of them. */
  get size(): number {
    return this.#connections.size
  }

  /** Takes a request in; `run` answers it once all that its connection asked before is answered, if it is still there. */
  begin(
    request: IncomingMessage,
    response: ServerResponse,
    address: string,
    run: (exchange: Exchange) => void,
  ): void {
    const connection = this.#connections.get(request.socket)
    const exchange = new Exchange(request, response, address, run)
    this.#open.add(exchange)
    response.once('close', () => this.#end(exchange, connection))
    // Node still reads out what had come when a connection ended.
    if (!connection) {
      close(exchange)
      return
    }
    connection.address = address
    connection.exchanges.push(exchange)
    if (connection.current === exchange) start(exchange)
    else if (this.#isTooFarAhead(connection)) connection.socket.destroy()
  }

  /** From now on this answer runs on until it is ended. */
  markAsStream(response: ServerResponse): void {
    for (const exchange of this.#open) {
      if (exchange.response === response) exchange.stage = 'stream'
    }
    this.#tellIdle()
  }

  /** Does what ends a connection of which no more can be read, after the answers that it still waits for. */
  afterAnswers(socket: Socket, last: () => void): void {
    const connection = this.#connections.get(socket)
    if (connection?.current) connection.last = last
    else last()
  }

  /** What the connection asked and is not answered yet, if anything. */
  current(socket: Socket): Exchange | undefined {
    return this.#connections.get(socket)?.current
  }

  /** Resolves when no answer is owed any more, or after `ms`. */
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

  /** Ends every connection at once, also those that speak another protocol by now. */
  destroyAll(): void {
    for (const socket of this.#connections.keys()) socket.destroy()
  }

  #add(socket: Socket): void {
    const connection = new Connection(socket)
    this.#connections.set(socket, connection)
    socket.once('close', () => {
      this.#connections.delete(socket)
      // Node tells it only to the answer whose turn it is.
      setImmediate(() => [...connection.exchanges].forEach(close))
    })
    if (this.#connections.size > this.#limits.connections) this.#giveOneUp()
  }

  #end(exchange: Exchange, connection: Connection | undefined): void {
    if (exchange.ended) return
    exchange.ended = true
    this.#open.delete(exchange)
    this.#tellIdle()
    if (!connection) return
    connection.exchanges.splice(connection.exchanges.indexOf(exchange), 1)
    const { current, socket, last } = connection
    if (socket.destroyed || socket.writableEnded) return
    if (!current) last?.()
    else if (current.stage === 'queued') start(current)
  }

  /** A connection on which nothing moved for a while ends, unless its answer is still being worked on. */
  #lookAt(socket: Socket): void {
    const current = this.#connections.get(socket)?.current
    const isUnread = socket.writableLength > 0
    const { quiet, answer } = this.#limits
    const isTooLong = current?.stage === 'working' && performance.now() - current.since > answer
    if (!current || isUnread || isTooLong) socket.destroy()
    else socket.setTimeout(quiet)
  }

  #isTooFarAhead({ exchanges }: Connection): boolean {
    const { queue, queues } = this.#limits
    return exchanges.length > queue || (this.#open.size > queues && exchanges.length > 10)
  }

  /** Ends the connection that is worth least of those of the address that has most. */
  #giveOneUp(): void {
    const counts = new Map<string, number>()
    for (const { address } of this.#connections.values()) {
      counts.set(address, (counts.get(address) ?? 0) + 1)
    }
    const most = Math.max(...counts.values())
    let least: Connection | undefined
    for (const one of this.#connections.values()) {
      if (counts.get(one.address) !== most) continue
      if (!least || one.worth < least.worth) least = one
    }
    least?.socket.destroy()
  }

  #tellIdle(): void {
    if (this.#idle.size > 0 && this.count === 0) for (const done of [...this.#idle]) done()
  }
}

function start(exchange: Exchange): void {
  exchange.stage = 'arriving'
  exchange.run(exchange)
}

/** Tells an answer that its connection is over. */
function close({ response, ended }: Exchange): void {
  if (ended) return
  response.destroy()
  response.emit('close')
}
