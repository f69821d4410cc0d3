import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '@/lib/core/errors'
import type { Ctx } from '../auth/ctx'
import { sessionCtx } from '../auth/session-ctx'
import { hearOthers } from './announce'
import { type Listener, listeners } from './hub'

/** More open streams than this for one user are a mistake; each holds a connection. */
const mostPerUser = 20
/** In milliseconds: shows proxies that the stream is alive, and finds sessions that ended unheard. */
const heartbeat = 25_000
/** In milliseconds: the first piece of news goes out at once, a burst of them together. */
const gather = 50

/**
 * An event stream that tells a device which spaces have news: `rev` events with `{space, rev}`, `spaces` where its
 * memberships changed or news may have been missed, `over` as the last one where its session ended. The device then
 * pulls; nothing of the data travels here.
 */
export async function openStream(ctx: Ctx): Promise<ReadableStream<Uint8Array>> {
  const { sessionId } = ctx
  if (sessionId === null) throw new AppError('unauthorized')
  await hearOthers()
  // Counted last, as others may have come in the meantime.
  const own = [...listeners()].filter((one) => one.userId === ctx.userId)
  if (own.length >= mostPerUser) {
    throw new AppError('too_many', 'Too many devices are listening at once.', { retryAfter: 60 })
  }
  let close = () => {}
  return new ReadableStream<Uint8Array>({
    start(controller) {
      close = attach({ ...ctx, sessionId }, controller)
    },
    cancel() {
      close()
    },
  })
}

type Controller = ReadableStreamDefaultController<Uint8Array>

function attach(ctx: Ctx & { sessionId: string }, controller: Controller): () => void {
  const { userId, sessionId } = ctx
  const encoder = new TextEncoder()
  const send = (text: string) => controller.enqueue(encoder.encode(text))
  let waiting: Record<string, number> = {}
  let busy = false
  let again = false
  let missed = false
  let lookedAt = -gather

  const listener: Listener = {
    userId,
    sessionId,
    spaces: new Set(ctx.spaces.keys()),
    tell(revs) {
      if (revs) Object.assign(waiting, revs)
      else missed = true
      flush().catch(() => end())
    },
  }
  // The membership is read for each piece of news: it may be the end of it.
  const flush = async () => {
    again = true
    if (busy) return
    busy = true
    while (again) {
      await pause(Math.max(0, lookedAt + gather - performance.now()))
      lookedAt = performance.now()
      again = false
      const revs = waiting
      waiting = {}
      const now = await sessionCtx(sessionId, userId, 'sync')
      if (!now) return end('event: over\ndata: {}\n\n')
      const before = listener.spaces
      listener.spaces = new Set(now.spaces.keys())
      if (missed || !sameSets(before, listener.spaces)) send('event: spaces\ndata: {}\n\n')
      missed = false
      for (const [space, rev] of Object.entries(revs)) {
        if (now.spaces.has(space)) send(`event: rev\ndata: ${JSON.stringify({ space, rev })}\n\n`)
      }
    }
    busy = false
  }
  const end = (last?: string) => {
    if (!listeners().delete(listener)) return
    clearInterval(timer)
    if (last) send(last)
    controller.close()
  }
  const timer = setInterval(() => {
    send(': \n\n')
    listener.tell({})
  }, heartbeat)
  listeners().add(listener)
  send('retry: 2000\n\nevent: spaces\ndata: {}\n\n')
  return () => {
    listeners().delete(listener)
    clearInterval(timer)
  }
}

function sameSets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one))
}
