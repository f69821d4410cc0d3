import net from 'node:net'

/** Stands between a client and a server, and does what networks do. */
export class BadLine {
  /** Where the server listens now. */
  target = 0
  /** How many of the next answers are cut at their first byte, when the server has done its work. */
  cuts = 0
  readonly #server: net.Server
  readonly #open = new Set<net.Socket>()

  private constructor() {
    this.#server = net.createServer((client) => this.#carry(client))
  }

  /** Listens on a free port of the loopback. */
  static async start(): Promise<BadLine> {
    const proxy = new BadLine()
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  /** Without a slash at the end. */
  get url(): string {
    const { port } = this.#server.address() as net.AddressInfo
    return `http://127.0.0.1:${port}`
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#open) socket.destroy()
  }

  #carry(client: net.Socket): void {
    const server = net.connect(this.target, '127.0.0.1')
    const end = () => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      this.#open.add(socket)
      socket.on('error', end)
      socket.on('close', () => {
        this.#open.delete(socket)
        end()
      })
    }
    client.pipe(server)
    server.on('data', (data) => {
      if (this.cuts === 0) return void client.write(data)
      this.cuts--
      end()
    })
  }
}
