import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { parse } from '@/lib/core/parse'
import type { EntityName } from '@/lib/domain/entities'
import type { Mutation } from '@/lib/domain/mutation'
import { type MutationName, mutations } from '@/lib/domain/mutations'
import type { Cookie, SyncReply } from '@/lib/domain/protocol'
import { openStore, type Store, type StoreNews } from './opening'
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
import { refuseBeyondRole } from './role'
import { Rows } from './rows'
import { type Entry, type Meta, storeNames, type Writing } from './store'
import { barRest, countNotSent, emptyMeta, removeAll } from './wiping'

/** What a change of the replica touched. */
export type Touched = { entities: ReadonlySet<EntityName>; outbox: boolean; meta: boolean }

/** A change that is to be made: its mutation, and what it is in words. */
export type Change = { name: MutationName; args: unknown; summary: string }

/**
 * The device's own copy of a user's data, with the changes that wait for the server. Everything that changes it is one
 * transaction, so that a crash leaves it as it was before or after; `onChange` hears of each.
 */
export class Replica {
  readonly store: Store
  readonly #onChange: (touched: Touched) => void
  /** By this device's clock. */
  readonly now: () => Date

  constructor(store: Store, onChange: (touched: Touched) => void, now = () => new Date()) {
    this.store = store
    this.#onChange = onChange
    this.now = now
  }

  /** Opens the replica of a name, which is empty where it is new; rejects where the browser does not let it. */
  static async open(
    name: string,
    onChange: (touched: Touched) => void = () => {},
    { now, tell }: { now?: () => Date; tell?: (news: StoreNews) => void } = {},
  ): Promise<Replica> {
    return new Replica(await openStore(name, tell), onChange, now)
  }

  /** What the device knows about itself. */
  async meta(): Promise<Meta> {
    return (await this.store.get('meta', 'device')) ?? emptyMeta()
  }

  /** The changes that wait, in their order. */
  outbox(): Promise<Entry[]> {
    return this.store.getAll('outbox')
  }

  /**
   * Makes changes: applies them to the rows and queues them for the server, all or none, safely on disk. Refusals, also of
   * what this person's role does not allow, are thrown as AppError.
   */
  async mutateAll(changes: readonly Change[]): Promise<Entry[]> {
    for (const { name, args } of changes) {
      parse((mutations[name] as unknown as Mutation<unknown>).input, args)
    }
    return this.write('strict', async (transaction, rows) => {
      const metas = transaction.objectStore('meta')
      const meta = await metas.get('device')
      if (!meta?.account || meta.revoked) {
        throw new AppError('unauthorized', 'This device is not signed in.')
      }
      const at = this.now().toISOString()
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

  /** Makes one change, as `mutateAll` does. */
  async mutate(name: MutationName, args: unknown, summary: string): Promise<void> {
    await this.mutateAll([{ name, args, summary }])
  }

  /**
   * Takes in an answer of the server: takes the waiting changes back, writes what the server says, lets go of the
   * changes it has, and applies the rest again on top, in one transaction. An answer to a request that was made from
   * another state (another tab was faster) brings only its acks, and who the user is.
   */
  async receive(sent: { cookie: Cookie; clientId: string }, reply: SyncReply): Promise<void> {
    // Where a crash loses an answer it loses all of it, and it is asked for again.
    await this.write('relaxed', async (transaction, rows) => {
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
      const clock = at && { clockAhead: this.now().getTime() - Date.parse(at) }
      if (at) await transaction.objectStore('aside').delete(IDBKeyRange.upperBound([at]))
      const deleted = deletedBy(meta, reply)
      const known = { n, clientId, account, epoch, cookie, deleted }
      await metas.put({ ...meta, ...clock, ...known }, 'device')
    })
  }

  /** Puts a change that was set aside behind the others that wait, to be sent again as it is. */
  async tryAgain(n: number): Promise<void> {
    await this.write('strict', async (transaction, rows) => {
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

  /** Lets go of a change that was set aside, for good. */
  async discard(n: number): Promise<void> {
    await this.write('strict', async (transaction) => {
      const outbox = transaction.objectStore('outbox')
      if ((await outbox.get(n))?.state === 'refused') await outbox.delete(n)
    })
  }

  /** How much is only on this device: changes that the server does not have, and what it has lost. */
  async countNotSent(): Promise<number> {
    return this.store.run((database) => countNotSent(database.transaction(storeNames)))
  }

  /** Notes that the server was put back to an older copy, until this device has joined its new life. */
  async noteLoss(): Promise<void> {
    await this.write('strict', async (transaction) => {
      const metas = transaction.objectStore('meta')
      const meta = await metas.get('device')
      if (meta && !meta.unhealed) await metas.put({ ...meta, unhealed: true }, 'device')
    })
  }

  /**
   * Removes everything: rows, waiting changes, and whose they were; with `onlySent` only where no more of it is only on
   * this device than the `known` number. Answers whether it did.
   */
  async wipe({ onlySent = false, known = 0 } = {}): Promise<boolean> {
    return this.write('strict', async (transaction, rows) => {
      if (onlySent && (await countNotSent(transaction)) > known) return false
      await removeAll(transaction, rows)
      return true
    })
  }

  /**
   * The server has ended this device's session: removes everything, but keeps what is only here, barred until its person
   * signs in again (`readmit`, or any answer of the server to them).
   */
  revoke(): Promise<void> {
    return this.write('strict', barRest)
  }

  /** Somebody has signed in again whom nothing here is kept from. */
  readmit(): Promise<void> {
    return this.write('strict', async (transaction) => {
      const metas = transaction.objectStore('meta')
      const { revoked: _, ...meta } = (await metas.get('device')) ?? emptyMeta()
      await metas.put(meta, 'device')
    })
  }

  /**
   * One transaction over everything that the device holds. Strict: what a person typed is on the disk before they are
   * told that it is safe.
   */
  async write<T>(
    durability: 'strict' | 'relaxed',
    work: (transaction: Writing, rows: Rows) => Promise<T>,
  ): Promise<T> {
    const { result, touched } = await this.store.run(async (database) => {
      const transaction = database.transaction(storeNames, 'readwrite', { durability })
      const rows = new Rows(transaction)
      try {
        const result = await work(transaction, rows)
        await rows.flush()
        await transaction.done
        return { result, touched: rows.touched }
      } catch (error) {
        try {
          transaction.abort()
        } catch {
          // It ended by itself already.
        }
        await transaction.done.catch(() => {})
        throw error
      }
    })
    this.#onChange({ entities: touched, outbox: true, meta: true })
    return result
  }
}
