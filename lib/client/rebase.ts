import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { parse } from '@/lib/core/parse'
import type { EntityName, Row } from '@/lib/domain/entities'
import type { Mutation } from '@/lib/domain/mutation'
import { type Args, mutations } from '@/lib/domain/mutations'
import type { Ack, Cookie, SyncReply } from '@/lib/domain/protocol'
import { ReplicaTx } from './replica-tx'
import type { Rows } from './rows'
import { type Entry, entityNames, type Writing } from './store'

/** After this many answers of "later" an entry is set aside, where a person sees it. */
const mostTries = 8

/** Runs one waiting change on the rows. */
export async function apply(
  transaction: Writing,
  rows: Rows,
  { name, args, at }: Entry,
  userId: string,
): Promise<void> {
  const mutation = mutations[name] as unknown as Mutation<unknown>
  const tx = new ReplicaTx(transaction, rows, { userId, at })
  await mutation.run(tx, parse(mutation.input, args), { userId })
}

/** Notes what became of the entries; true where another device turned out to use this one's name. */
export async function noteAcks(transaction: Writing, acks: readonly Ack[]): Promise<boolean> {
  const outbox = transaction.objectStore('outbox')
  const byId = new Map(acks.map((ack) => [ack.id, ack]))
  const firstLater = acks.find((ack) => 'later' in ack)
  let forked = false
  for (const entry of acks.length > 0 ? await outbox.getAll() : []) {
    const ack = byId.get(entry.id)
    if (!ack || entry.state !== 'queued') continue
    if ('revs' in ack) await outbox.put({ ...entry, state: 'sent', revs: ack.revs })
    else if ('later' in ack) {
      // Those behind the first only waited for it.
      if (ack === firstLater) await outbox.put(triedAgain(entry, ack.later))
    } else if (ack.refused.code === 'client_forked') forked = true
    else await outbox.put({ ...entry, state: 'refused', refusal: ack.refused })
  }
  return forked
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

/** The spaces that the device knew and its user is no longer a member of. */
export function lostSpaces(before: Cookie, reply: SyncReply): string[] {
  const mine = new Set(reply.spaces.map(({ id }) => id))
  return Object.keys(before).filter((space) => !mine.has(space))
}

/** Whether an answer changes any row. */
export function isNews(reply: SyncReply, gone: readonly string[]): boolean {
  return gone.length > 0 || Object.keys(reply.changes).length > 0
}

/**
 * Makes edits that were refused because their expense was moved to another wallet again where it is now, as soon as that
 * is known here; a category is another wallet's there and stays as it is. Answers the last number used.
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
    if (refusal?.code !== 'moved' || entry.name !== 'expense.update') continue
    const { walletId, id, changes } = entry.args as Args<'expense.update'>
    const to = (await rows.get('expense', { spaceId: walletId, id }))?.movedTo
    const { category: __, ...rest } = changes
    if (!to || Object.keys(rest).length === 0 || !(await rows.get('expense', to))) continue
    const args = { walletId: to.spaceId, id: to.id, changes: rest }
    await outbox.delete(entry.n)
    // Other arguments are another change.
    await outbox.put({ ...entry, n: ++n, id: newId(), args, state: 'queued' })
  }
  return n
}

/** Puts every row back to what the server last said of it. */
export async function takeBack(transaction: Writing, rows: Rows): Promise<void> {
  const shadows = transaction.objectStore('shadow')
  for (const { entity, row, ...key } of await shadows.getAll()) {
    const now = await rows.get(entity, key)
    if (row) await rows.put(entity, row as never, now as never)
    else await rows.remove(entity, key, now)
  }
  await shadows.clear()
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
    if (entry.state === 'refused') continue
    try {
      await apply(transaction, rows, entry, userId)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }
}
