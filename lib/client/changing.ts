import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { parse } from '@/lib/core/parse'
import type { Mutation } from '@/lib/domain/mutation'
import { mutations } from '@/lib/domain/mutations'
import type { SyncReply } from '@/lib/domain/protocol'
import { reachOf } from './reach'
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
import type { Change, Replica, Sent } from './replica'
import { refuseBeyondRole } from './role'
import type { Entry } from './store'
import { emptyMeta } from './wiping'

/** What `Replica.mutateAll` promises. */
export async function mutateAll(replica: Replica, changes: readonly Change[]): Promise<Entry[]> {
  for (const { name, args } of changes) {
    parse((mutations[name] as unknown as Mutation<unknown>).input, args)
  }
  return replica.write('strict', async (transaction, rows) => {
    const metas = transaction.objectStore('meta')
    const meta = await metas.get('device')
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
    await metas.put({ ...meta, n: meta.n + changes.length }, 'device')
    return entries
  })
}

/** What `Replica.receive` promises. */
export async function receive(replica: Replica, sent: Sent, reply: SyncReply): Promise<void> {
  // Where a crash loses an answer it loses all of it, and it is asked for again.
  await replica.write('relaxed', async (transaction, rows) => {
    const metas = transaction.objectStore('meta')
    const { revoked: _, ...meta } = (await metas.get('device')) ?? emptyMeta()
    if (meta.clientId !== sent.clientId) return
    const fits = JSON.stringify(meta.cookie) === JSON.stringify(sent.cookie)
    const account = reply.account ?? meta.account
    const cookie = fits ? reply.cookie : meta.cookie
    const outbox = transaction.objectStore('outbox')
    const before = await outbox.getAll()
    const { entries: waiting, forked } = withAcks(before, reply.acks)
    const done = new Set(waiting.filter((entry) => arrived(entry, cookie, fits)))
    await Promise.all(
      waiting.map((entry, at) => {
        if (done.has(entry)) return outbox.delete(entry.n)
        return entry === before[at] ? undefined : outbox.put(entry)
      }),
    )
    let n = meta.n
    const gone = fits ? lostSpaces(meta, reply) : []
    if (reply.acks.length > 0 || done.size > 0 || (fits && isNews(reply, gone))) {
      const news = fits ? reply.changes : {}
      const reach = await reachOf(transaction, { news, gone }, waiting, done)
      await takeBack(transaction, rows, reach.rows)
      if (fits) await writeChanges(rows, reply, gone, meta.cookie)
      n = await followMoves(transaction, rows, waiting, meta.n)
      const moved = await outbox.getAll(IDBKeyRange.lowerBound(meta.n, true))
      if (account) await replay(transaction, rows, [...reach.entries, ...moved], account.id)
    }
    const clientId = forked ? newId() : meta.clientId
    const { epoch, at } = reply
    const clock = at && { clockAhead: replica.now().getTime() - Date.parse(at) }
    if (at) await transaction.objectStore('aside').delete(IDBKeyRange.upperBound([at]))
    const deleted = deletedBy(meta, reply)
    const known = { n, clientId, account, epoch, cookie, deleted }
    await metas.put({ ...meta, ...clock, ...known }, 'device')
  })
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
