import { chmod, rm } from 'node:fs/promises'
import net from 'node:net'

export interface Request {
  command: string
  args?: unknown
}

export type Reply = { ok: true; value: unknown } | { ok: false; error: string }

/** `gone`: nobody listens there. `lost`: somebody did, and left before the answer. `silent`: somebody does not answer. */
export type Outcome = Reply | 'gone' | 'lost' | 'silent'

const longestLine = 1024 * 1024

/** Sends one request, a line of JSON, to a unix socket and returns the answer; throws where access is denied. */
export function converse(path: string, request: Request, patienceMs: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let text = ''
    let failure: NodeJS.ErrnoException | undefined
    const socket = net.connect(path)
    const timer = setTimeout(() => finish('silent'), patienceMs)
    const finish = (outcome: Outcome) => {
      clearTimeout(timer)
      resolve(outcome)
      socket.destroy()
    }
    socket.setEncoding('utf8')
    socket.on('connect', () => socket.write(`${JSON.stringify(request)}\n`))
    socket.on('data', (more: string) => {
      text += more
      const end = text.indexOf('\n')
      if (end >= 0) finish(parse(text.slice(0, end)))
    })
    socket.on('error', (error) => {
      failure = error
    })
    socket.on('close', () => {
      const code = failure?.code ?? ''
      if (code === 'EACCES' || code === 'EPERM') {
        clearTimeout(timer)
        reject(failure)
      } else finish(code === 'ECONNREFUSED' || code === 'ENOENT' ? 'gone' : 'lost')
    })
  })
}

/** What is no answer is as good as none. */
function parse(line: string): Outcome {
  try {
    return JSON.parse(line) as Reply
  } catch {
    return 'silent'
  }
}

/** Answers such requests on a new unix socket that only this user may open; does not keep the process alive. */
export async function listen(
  path: string,
  answer: (request: Request) => unknown,
): Promise<{ close(): void }> {
  const open = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    open.add(socket.unref())
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    let text = ''
    socket.setEncoding('utf8').on('data', async (more: string) => {
      const known = text.includes('\n')
      text += more
      if (text.length > longestLine) socket.destroy()
      const end = text.indexOf('\n')
      if (end >= 0 && !known) socket.end(`${JSON.stringify(await reply(text.slice(0, end)))}\n`)
    })
  })
  async function reply(line: string): Promise<Reply> {
    try {
      return { ok: true, value: (await answer(JSON.parse(line))) ?? null }
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : String(error) }
    }
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  // A connection that cannot be accepted is the caller's trouble, not the server's end.
  server.on('error', () => undefined)
  server.unref()
  await chmod(path, 0o600).catch(async (error) => {
    server.close()
    await rm(path, { force: true })
    throw error
  })
  return {
    close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
