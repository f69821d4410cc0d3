import { refuseBeyondRole } from '@/lib/client/reads/role'
import { reachOf } from '@/lib/client/syncing/reach'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { parse } from '@/lib/core/parse'
import { same } from '@/lib/domain/merge'
import type { Mutation } from '@/lib/domain/mutation'
import { mutations } from '@/lib/domain/mutations'
import type { SyncReply } from '@/lib/domain/protocol'
import {
  apply,
  arrived,
  deletedBy,
  followMoves,
  isNews,
  lostSpaces,
  replay,
  takeBack,
  withAcks,
  writeChanges,
} from './rebase'
import type { Change, Made, Replica, Sent } from './replica'
import type { Entry, Meta, Writing } from './store'
import { emptyMeta } from './wiping'
import type { Rows } from './writing'

/** What `Replica.mutateAll` promises. */
export async function mutateAll(replica: Replica, changes: readonly Change[]): Promise<Made> {
  for (const { name, args } of changes) {
    parse((mutations[name] as unknown as Mutation<unknown>).input, args)
  }
  const work = async (transaction: Writing, rows: Rows): Promise<Made> => {
    const metas = transaction.objectStore('meta')
    const [meta, before] = await Promise.all([
      metas.get('device'),
      transaction.objectStore('outbox').count(),
    ])
    const { person = meta?.account?.id } = replica
    if (!meta?.account || meta.revoked || meta.account.id !== person) {
      throw new AppError('unauthorized', 'This device is not signed in.')
    }
    const at = replica.now().toISOString()
    const entries: Entry[] = []
    for (const [index, change] of changes.entries()) {
      await refuseBeyondRole(transaction, change, meta.account.id)
      const n = meta.n + 1 + index
      const entry: Entry = { n, id: newId(), ...change, at, state: 'queued' }
      const refusal = await apply(transaction, rows, entry, meta.account.id)
      if (refusal) throw refusal
      entries.push(entry)
    }
    const now = { ...meta, n: meta.n + changes.length }
    await metas.put(now, 'device')
    if (before === 0) rows.touched.addOutbox(entries)
    return { entries, ...(before === 0 && { toSend: { meta: now, outbox: entries } }) }
  }
  return replica.write('strict', work, [])
}

/** What `Replica.receive` promises. */
export async function receive(replica: Replica, sent: Sent, reply: SyncReply): Promise<boolean> {
  const work = async (transaction: Writing, rows: Rows): Promise<boolean> => {
    const metas = transaction.objectStore('meta')
    const before = (await metas.get('device')) ?? emptyMeta()
    const { revoked: _, ...meta } = before
    if (meta.clientId !== sent.clientId) return true
    const fits = JSON.stringify(meta.cookie) === JSON.stringify(sent.cookie)
    const account = reply.account ?? meta.account
    const cookie = fits ? reply.cookie : meta.cookie
    const outbox = transaction.objectStore('outbox')
    const queue = await outbox.getAll()
    const { entries: waiting, forked } = withAcks(queue, reply.acks)
    const done = new Set(waiting.filter((entry) => arrived(entry, cookie, fits)))
    const noted = waiting.filter((entry, at) => done.has(entry) || entry !== queue[at])
    if (noted.length > 0) rows.touched.addOutbox(waiting.filter((entry) => !done.has(entry)))
    await Promise.all(
      noted.map((entry) => (done.has(entry) ? outbox.delete(entry.n) : outbox.put(entry))),
    )
    let left = waiting.some((entry) => entry.state === 'queued' && !done.has(entry))
    let n = meta.n
    const gone = fits ? lostSpaces(meta, reply) : []
    if (reply.acks.length > 0 || done.size > 0 || (fits && isNews(reply, gone))) {
      const news = fits ? reply.changes : {}
      const reach = await reachOf(transaction, { news, gone }, waiting, done)
      await takeBack(transaction, rows, reach.rows)
      if (fits) await writeChanges(rows, reply, gone, meta.cookie)
      n = await followMoves(transaction, rows, waiting, meta.n)
      const moved = n === meta.n ? [] : await outbox.getAll(IDBKeyRange.lowerBound(meta.n, true))
      left ||= moved.length > 0
      if (account) await replay(transaction, rows, [...reach.entries, ...moved], account.id)
    }
    const clientId = forked ? newId() : meta.clientId
    const { epoch, at } = reply
    const clock = at && { clockAhead: clockAhead(meta, replica.now().getTime() - Date.parse(at)) }
    if (at) await forgetAside(transaction, rows, at)
    const deleted = deletedBy(meta, reply)
    const known = { n, clientId, account, epoch, cookie, deleted }
    const now = { ...meta, ...clock, ...known }
    if (!same(before, now)) await metas.put(now, 'device')
    return left
  }
  // Where a crash loses an answer it loses all of it, and it is asked for again.
  return replica.write('relaxed', work, [])
}

/** In milliseconds: a clock that is off by no more than this from what is known of it is as it was. */
const clockMoves = 1000

function clockAhead({ clockAhead: known }: Meta, now: number): number {
  return known !== undefined && Math.abs(known - now) <= clockMoves ? known : now
}

async function forgetAside(transaction: Writing, rows: Rows, at: string): Promise<void> {
  const asides = transaction.objectStore('aside')
  const over = IDBKeyRange.upperBound([at])
  if (!(await asides.getKey(over))) return
  rows.touched.add('aside')
  await asides.delete(over)
}

/** What `Replica.tryAgain` promises. */
export async function tryAgain(replica: Replica, n: number): Promise<void> {
  await replica.write('strict', async (transaction, rows) => {
    const metas = transaction.objectStore('meta')
    const outbox = transaction.objectStore('outbox')
    const [meta, entry] = [await metas.get('device'), await outbox.get(n)]
    if (!meta?.account || entry?.state !== 'refused') return
    const { refusal: _, tries: __, ...kept } = entry
    const again: Entry = { ...kept, n: meta.n + 1, state: 'queued' }
    await outbox.delete(n)
    await outbox.put(again)
    await metas.put({ ...meta, n: again.n }, 'device')
    await replay(transaction, rows, [again], meta.account.id)
  })
}
