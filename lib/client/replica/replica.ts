import { untilLoaded } from '@/lib/client/page/build-files'
import type { MutationName } from '@/lib/domain/mutations'
import type { Cookie, SyncReply } from '@/lib/domain/protocol'
import { openStore, type Store, type StoreNews } from './opening'
import { type Entry, type Meta, type StoreName, storeNames, type Writing } from './store'
import type { Touched, Written } from './touched'
import { countNotSent, emptyMeta } from './wiping'
import type { Rows } from './writing'

/** Hears of each change of a replica what it touched and, where that is known, what it left behind. */
export type Hear = (touched: Touched, written?: Written) => void

/** A change that is to be made: its mutation, what it is in words, and whether the device makes it by itself. */
export type Change = { name: MutationName; args: unknown; summary: string; isReport?: true }

/** What a removal asks before it removes anything, and whether the session is to be ended then. */
export type Wiping = {
  onlySent?: boolean
  known?: number
  of?: string | undefined
  leaving?: boolean
}

/** What is to be sent, and whose it is. */
export type ToSend = { meta: Meta; outbox: readonly Entry[] }

/** The changes that were made, and what is to be sent, where these are all that waits. */
export type Made = { entries: Entry[]; toSend?: ToSend }

/** From which state the device asked the server. */
export type Sent = { cookie: Cookie; clientId: string }

// A screen is drawn before it; it weighs more than all that is read.
const changing = () => untilLoaded(() => import('./changing'))
const writing = () => untilLoaded(() => import('./writing'))
const removing = () => untilLoaded(() => import('./removing'))

/**
 * The device's own copy of a user's data, with the changes that wait for the server. Everything that changes it is one
 * transaction, so that a crash leaves it as it was before or after; `onChange` hears of each.
 */
export class Replica {
  readonly store: Store
  readonly #onChange: Hear
  /** By this device's clock. */
  readonly now: () => Date
  /** Who uses it in this tab, by id, once that is known: nobody writes into what is somebody else's by now. */
  person: string | undefined

  constructor(store: Store, onChange: Hear, now = () => new Date()) {
    this.store = store
    this.#onChange = onChange
    this.now = now
  }

  /** Opens the replica of a name, which is empty where it is new; rejects where the browser does not let it. */
  static async open(
    name: string,
    onChange: Hear = () => {},
    { now, tell }: { now?: () => Date; tell?: (news: StoreNews) => void } = {},
  ): Promise<Replica> {
    return new Replica(await openStore(name, tell), onChange, now)
  }

  /**
   * Brings what changes and removals need, so that none need wait for it, or for a network, and does what an older version
   * has left to do.
   */
  async prepare(): Promise<void> {
    await Promise.all([changing(), writing(), removing()])
    await (await untilLoaded(() => import('./packing'))).packMissing(this)
  }

  /** What the device knows about itself. */
  async meta(): Promise<Meta> {
    return (await this.store.get('meta', 'device')) ?? emptyMeta()
  }

  /** What is to be sent now. */
  async toSend(): Promise<ToSend> {
    const [meta, outbox] = await Promise.all([this.meta(), this.outbox()])
    return { meta, outbox }
  }

  /** The changes that wait, in their order. */
  outbox(): Promise<Entry[]> {
    return this.store.getAll('outbox')
  }

  /**
   * Makes changes: applies them to the rows and queues them for the server, all or none, safely on disk. Refusals, also of
   * what this person's role does not allow, are thrown as AppError.
   */
  async mutateAll(changes: readonly Change[]): Promise<Made> {
    return (await changing()).mutateAll(this, changes)
  }

  /** Makes one change, as `mutateAll` does. */
  async mutate(name: MutationName, args: unknown, summary: string): Promise<void> {
    await this.mutateAll([{ name, args, summary }])
  }

  /**
   * Takes in an answer of the server: takes the waiting changes back, writes what the server says, lets go of the
   * changes it has, and applies the rest again on top, in one transaction. An answer to a request that was made from
   * another state (another tab was faster) brings only its acks, and who the user is. Answers whether changes are left that
   * may be sent.
   */
  async receive(sent: Sent, reply: SyncReply): Promise<boolean> {
    return (await changing()).receive(this, sent, reply)
  }

  /** Puts a change that was set aside behind the others that wait, to be sent again as it is. */
  async tryAgain(n: number): Promise<void> {
    await (await changing()).tryAgain(this, n)
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
   * this device than the `known` number, with `of` only where it is that person's. Answers whether it did. What is left to do
   * is noted with it, until `finish`.
   */
  async wipe(how: Wiping = {}): Promise<boolean> {
    return (await removing()).wipe(this, how)
  }

  /** Notes that nothing of a removal is left to do. */
  async finish(): Promise<void> {
    await (await removing()).finish(this)
  }

  /**
   * The server has ended this device's session: removes everything, but keeps what is only here, barred until its person
   * signs in again (`readmit`, or any answer of the server to them).
   */
  async revoke(): Promise<void> {
    await (await removing()).revoke(this)
  }

  /** Somebody has signed in again whom nothing here is kept from. */
  async readmit(): Promise<void> {
    await (await removing()).readmit(this)
  }

  /**
   * One transaction over everything that the device holds. Strict: what a person typed is on the disk before they are
   * told that it is safe. Rows and the device's own record say themselves what of them was touched; `beside` are the stores
   * that the work may write to beside them without saying so.
   */
  async write<T>(
    durability: 'strict' | 'relaxed',
    work: (transaction: Writing, rows: Rows) => Promise<T>,
    beside: readonly StoreName[] = ['outbox', 'aside'],
  ): Promise<T> {
    const { Rows } = await writing()
    const { result, touched } = await this.store.run(async (database) => {
      const transaction = database.transaction(storeNames, 'readwrite', { durability })
      const rows = new Rows(transaction)
      const metas = transaction.objectStore('meta')
      const known = metas.get('device').catch(() => undefined)
      try {
        const result = await work(transaction, rows)
        const [meta] = await Promise.all([metas.get('device'), rows.flush()])
        await transaction.done
        rows.touched.addMeta(await known, meta)
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
    for (const store of beside) touched.add(store)
    const { touched: all, written } = touched.end()
    this.#onChange(all, written)
    return result
  }
}
