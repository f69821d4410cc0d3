import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { parse } from '@/lib/core/parse'
import type { EntityName, Row } from '@/lib/domain/entities'
import { entityNames } from '@/lib/domain/entity-names'
import { same } from '@/lib/domain/merge'
import type { Mutation } from '@/lib/domain/mutation'
import { type Args, mutations } from '@/lib/domain/mutations'
import type { Ack, Cookie, SyncReply } from '@/lib/domain/protocol'
import { ReplicaTx } from './replica-tx'
import { type Entry, type Meta, rowName, type Writing } from './store'
import type { Rows } from './writing'

/** After this many answers of "later" an entry is set aside, where a person sees it. */
const mostTries = 8

/** Runs one waiting change on the rows and queues it with the rows that it touched; answers why it does not fit, if so. */
export async function apply(
  transaction: Writing,
  rows: Rows,
  entry: Entry,
  userId: string,
): Promise<AppError | undefined> {
  const { name, args, at } = entry
  const mutation = mutations[name] as unknown as Mutation<unknown>
  const tx = new ReplicaTx(transaction, rows, { userId, at })
  let refusal: AppError | undefined
  try {
    const wallets = () => rows.wallets()
    await mutation.run(tx, parse(mutation.input, args), { userId, wallets })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    refusal = error
  }
  if (!same(entry.touches, tx.touches)) {
    rows.touched.add('outbox')
    await transaction.objectStore('outbox').put({ ...entry, touches: tx.touches })
  }
  return refusal
}

/** The entries with what became of them, and whether another device turned out to use this one's name. */
export function withAcks(
  entries: readonly Entry[],
  acks: readonly Ack[],
): { entries: Entry[]; forked: boolean } {
  const byId = new Map(acks.map((ack) => [ack.id, ack]))
  const isForked = (ack: Ack) => 'refused' in ack && ack.refused.code === 'client_forked'
  const noted = (entry: Entry): Entry => {
    const ack = byId.get(entry.id)
    if (!ack || entry.state !== 'queued' || isForked(ack)) return entry
    if ('revs' in ack) return { ...entry, state: 'sent', revs: ack.revs }
    if ('refused' in ack) return { ...entry, state: 'refused', refusal: ack.refused }
    // The others only wait; older servers stop at the first without saying so.
    return (ack.tried ?? ack === acks[0]) ? triedAgain(entry, ack.later) : entry
  }
  const forked = entries.some(({ id, state }) => {
    const ack = byId.get(id)
    return ack !== undefined && state === 'queued' && isForked(ack)
  })
  return { entries: entries.map(noted), forked }
}

function triedAgain(entry: Entry, message: string): Entry {
  const tries = (entry.tries ?? 0) + 1
  if (tries < mostTries) return { ...entry, tries }
  return { ...entry, tries: 0, state: 'refused', refusal: { code: 'later', message } }
}

/** Whether the rows of a change are among those the device has by now, or are no longer its business. */
export function arrived({ state, revs = {} }: Entry, cookie: Cookie, fits: boolean): boolean {
  if (state !== 'sent') return false
  return Object.entries(revs).every(([space, rev]) => {
    const at = cookie[space]
    return at ? at.rev >= rev : fits
  })
}

/** The spaces that the device held and its user is no longer a member of, or that were deleted. */
export function lostSpaces({ cookie, deleted = [] }: Meta, reply: SyncReply): string[] {
  const known = new Set([...reply.spaces, ...deleted].map(({ id }) => id))
  return Object.keys(cookie).filter((space) => !known.has(space))
}

/** The deleted wallets that a device knows of after an answer: a restore may bring them back, until one says otherwise. */
export function deletedBy({ deleted = [] }: Meta, reply: SyncReply): Row<'wallet'>[] {
  const told = reply.deleted ?? []
  const over = new Set([...told, ...reply.spaces].map(({ id }) => id))
  return [...deleted.filter(({ id }) => !over.has(id)), ...told]
}

/** Whether an answer changes any row. */
export function isNews(reply: SyncReply, gone: readonly string[]): boolean {
  return gone.length > 0 || Object.keys(reply.changes).length > 0
}

/**
 * Makes edits and deletions that were refused because their expense was moved to another wallet again where it is now, as
 * soon as that is known here. A category is another wallet's there: a change of it stays refused. Answers the last number
 * used.
 */
export async function followMoves(
  transaction: Writing,
  rows: Rows,
  waiting: readonly Entry[],
  last: number,
): Promise<number> {
  const outbox = transaction.objectStore('outbox')
  let n = last
  for (const { refusal, tries: _, ...entry } of waiting) {
    if (refusal?.code !== 'moved') continue
    const { walletId, id } = entry.args as Args<'expense.update'>
    const to = (await rows.get('expense', { spaceId: walletId, id }))?.movedTo
    const there = to && (await rows.get('expense', to)) ? argsThere(entry) : undefined
    if (!to || !there) continue
    const { args, left } = there
    rows.touched.add('outbox')
    if (left) await outbox.put({ ...entry, refusal, args: { walletId, id, ...left } })
    else await outbox.delete(entry.n)
    // Other arguments are another change.
    const again = { walletId: to.spaceId, id: to.id, ...args }
    await outbox.put({ ...entry, n: ++n, id: newId(), args: again, state: 'queued' })
  }
  return n
}

/** What a change says that holds in another wallet too, and what is left of it. */
function argsThere({ name, args }: Entry): { args: object; left?: object } | undefined {
  if (name === 'expense.delete') {
    const { categoryId: _, ...seen } = (args as Args<'expense.delete'>).seen
    return { args: { seen } }
  }
  if (name !== 'expense.update') return undefined
  const { category, ...changes } = (args as Args<'expense.update'>).changes
  if (Object.keys(changes).length === 0) return undefined
  return { args: { changes }, ...(category && { left: { changes: { category } } }) }
}

/** Puts rows back to what the server last said of them: all that waiting changes have touched, or `only` some. */
export async function takeBack(
  transaction: Writing,
  rows: Rows,
  only?: ReadonlySet<string>,
): Promise<void> {
  const shadows = transaction.objectStore('shadow')
  const touched = await shadows.getAll()
  const wanted = only ? touched.filter((one) => only.has(rowName(one.entity, one))) : touched
  // At once, as a long queue would take long one by one.
  await Promise.all(
    wanted.map(async ({ entity, row, ...key }) => {
      const now = await rows.get(entity, key)
      if (row) await rows.put(entity, row as never, now as never)
      else await rows.remove(entity, key, now)
      await shadows.delete([entity, key.spaceId, key.id])
    }),
  )
}

/** Writes what the server tells of rows, and drops those of spaces that are gone or begin anew. */
export async function writeChanges(
  rows: Rows,
  reply: SyncReply,
  gone: readonly string[],
  before: Cookie,
): Promise<void> {
  for (const space of gone) await rows.dropSpace(space)
  for (const [space, { reset, rows: byEntity }] of Object.entries(reply.changes)) {
    if (reset) await rows.dropSpace(space)
    const olderOnly = !reset && before[space]?.rev === reply.cookie[space]?.rev
    for (const [entity, list] of Object.entries(byEntity) as [EntityName, Row<EntityName>[]][]) {
      // A newer server may tell of what this version does not know.
      if (!entityNames.includes(entity)) continue
      // A changed row can come a second time in the page of older ones.
      const once = [...new Map(list.map((row) => [row.id, row])).values()]
      if (olderOnly) await writeOlder(rows, space, once as Row<'expense'>[])
      else await Promise.all(once.map((row) => writeRow(rows, entity, row)))
    }
  }
}

async function writeRow(rows: Rows, entity: EntityName, row: Row<EntityName>): Promise<void> {
  const known = await rows.get(entity, row)
  // An older page beside changes may bring a row as it was before them.
  if (known && known.rev > row.rev) return
  await rows.put(entity, row as never, known as never)
}

// With a page of older rows alone, what the device has of them is as the server has it, so their dates find them:
// one request in place of one per row.
async function writeOlder(
  rows: Rows,
  spaceId: string,
  list: readonly Row<'expense'>[],
): Promise<void> {
  const live = list.filter(({ deletedAt }) => !deletedAt).map(({ date }) => date)
  const known = live.length > 0 ? await rows.ofDays(spaceId, live) : new Map()
  await Promise.all(
    list.map((row) =>
      row.deletedAt ? writeRow(rows, 'expense', row) : rows.put('expense', row, known.get(row.id)),
    ),
  )
}

/** Applies what still waits on top of the server's rows; what does not fit any more is left to the server to judge. */
export async function replay(
  transaction: Writing,
  rows: Rows,
  entries: readonly Entry[],
  userId: string,
): Promise<void> {
  for (const entry of entries) {
    // What another version queued may be unknown to this one.
    if (entry.state === 'refused' || !Object.hasOwn(mutations, entry.name)) continue
    await apply(transaction, rows, entry, userId)
  }
}
