import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { database, type Transaction } from '@/db/client'
import { members } from '@/db/schema/members'
import { mutationLog } from '@/db/schema/mutation-log'
import { spaces } from '@/db/schema/spaces'
import { wallets } from '@/db/schema/wallets'
import { hole, statement } from '@/db/statement'
import { rowColumns } from '@/db/tables'
import { entitiesIn, type Row } from '@/lib/domain/entities'
import type { Cookie, Position, Rows, SyncReply } from '@/lib/domain/protocol'
import { mostWallets } from '../amounts'
import type { Ctx } from '../auth/ctx'
import { type AnyRow, changedRows } from '../reads/changes'
import { beforeAll, olderExpenses, smallRows } from './older'

/** How many rows one answer holds, about; the first one of a space is short, to be on screen at once. */
const page = 1000
const firstPage = 250
/** Each space costs a few queries, whatever they find: one answer looks into this many that are new or changed. */
const mostSpaces = 16

type Pulled = Pick<SyncReply, 'changes' | 'cookie' | 'spaces' | 'more' | 'deleted'>
type Space = Awaited<ReturnType<typeof spacesOf>>[number]

/**
 * What a device at `cookie` does not have, of all its user's spaces, read in one snapshot: first what changed, then,
 * where all of that fitted, the next page of older expenses.
 */
export async function pull(ctx: Ctx, cookie: Cookie): Promise<Pulled> {
  return database().transaction(
    async (snapshot) => {
      const all = await spacesOf(snapshot, { userId: ctx.userId })
      const own = all.filter(({ wallet }) => !wallet?.deletedAt)
      const pulled: Pulled = {
        changes: {},
        cookie: {},
        spaces: own.map(({ id, kind, role }) => ({ id, kind, role })),
        more: false,
        deleted: [],
      }
      const room = { rows: page, spaces: mostSpaces }
      const ordered = inOrder(own, ctx)
      const isNew = ({ id, minRev }: Space) => (cookie[id]?.rev ?? -1) < minRev
      const small = await smallRows(snapshot, ordered.filter(isNew).slice(0, room.spaces))
      for (const space of ordered) {
        const at = cookie[space.id]
        const rows = small.get(space.id)
        if (rows) pulled.cookie[space.id] = await begin(snapshot, pulled, space, rows, room)
        else if (at && isNew(space)) pulled.cookie[space.id] = at
        else if (at) pulled.cookie[space.id] = await follow(snapshot, pulled, space, at, room)
      }
      for (const space of lastDeleted(all)) tellDeleted(pulled, cookie, space)
      for (const { id, seq } of own) {
        const at = pulled.cookie[id]
        if (!at?.horizon || at.rev < seq || cookie[id] === undefined || room.rows <= 0) continue
        if (room.spaces-- <= 0) break
        const { rows, horizon } = await olderExpenses(snapshot, id, at.horizon, room.rows)
        room.rows -= rows.length
        add(
          pulled,
          id,
          rows.map((row) => ({ entity: 'expense', row }) as AnyRow),
        )
        pulled.cookie[id] = { ...at, horizon }
      }
      pulled.more = own.some(({ id, seq }) => {
        const at = pulled.cookie[id]
        return at === undefined || at.rev < seq || at.horizon !== null
      })
      return pulled
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** The wallets that were deleted last, so many that a cookie can hold them beside the others. */
function lastDeleted(all: readonly Space[]): Space[] {
  const at = ({ wallet }: Space) => String(wallet?.deletedAt ?? '')
  return all
    .filter(({ wallet }) => wallet?.deletedAt)
    .sort((a, b) => (at(a) < at(b) ? 1 : -1))
    .slice(0, mostWallets - 1)
}

/** Of a deleted wallet only that is told, once: a restored copy may have it still, and then somebody has to know. */
function tellDeleted(pulled: Pulled, cookie: Cookie, { id, seq, mark, wallet }: Space): void {
  if (cookie[id]?.rev !== seq) pulled.deleted?.push(wallet as unknown as Row<'wallet'>)
  pulled.cookie[id] = { rev: seq, mark, horizon: null }
}

type Room = { rows: number; spaces: number }

/** What a person looks at first comes first. */
function inOrder(own: readonly Space[], { defaultWalletId }: Ctx): Space[] {
  const place = ({ id, kind }: Space) => (kind === 'user' ? 0 : id === defaultWalletId ? 1 : 2)
  return [...own].sort((a, b) => place(a) - place(b))
}

async function begin(
  snapshot: Transaction,
  pulled: Pulled,
  space: Space,
  small: readonly AnyRow[],
  room: Room,
): Promise<Position> {
  room.spaces--
  const { id, kind, seq, mark } = space
  pulled.changes[id] = { reset: true, rows: {} }
  add(pulled, id, small)
  if (kind === 'user') return { rev: seq, mark, horizon: null }
  if (room.rows <= 0) return { rev: seq, mark, horizon: beforeAll }
  const limit = Math.min(firstPage, room.rows)
  const { rows, horizon } = await olderExpenses(snapshot, id, null, limit)
  room.rows -= rows.length
  add(
    pulled,
    id,
    rows.map((row) => ({ entity: 'expense', row }) as AnyRow),
  )
  return { rev: seq, mark, horizon }
}

async function follow(
  snapshot: Transaction,
  pulled: Pulled,
  { id, kind, seq, mark }: Space,
  at: Position,
  room: Room,
): Promise<Position> {
  if (at.rev >= seq || room.rows <= 0 || room.spaces-- <= 0) return at
  const { rows, until } = await changedRows(snapshot, id, entitiesIn(kind), {
    since: at.rev,
    seq,
    limit: room.rows,
  })
  room.rows -= rows.length
  add(pulled, id, rows)
  if (until === seq) return { ...at, rev: seq, mark }
  const [log] = await markAt(snapshot, { spaceId: id, rev: until })
  return { ...at, rev: until, mark: log?.id ?? null }
}

function add(pulled: Pulled, spaceId: string, rows: readonly AnyRow[]): void {
  if (rows.length === 0) return
  pulled.changes[spaceId] ??= { rows: {} }
  const into = pulled.changes[spaceId].rows as Record<keyof Rows, unknown[] | undefined>
  for (const { entity, row } of rows) {
    into[entity] ??= []
    into[entity].push(row)
  }
}

const spacesOf = statement((db) =>
  db
    .select({
      id: spaces.id,
      kind: spaces.kind,
      role: members.role,
      seq: spaces.seq,
      minRev: spaces.minRev,
      mark: mutationLog.id,
      wallet: rowColumns('wallet'),
    })
    .from(members)
    .innerJoin(spaces, eq(spaces.id, members.spaceId))
    .leftJoin(wallets, and(eq(wallets.spaceId, spaces.id), eq(wallets.id, spaces.id)))
    .leftJoin(mutationLog, and(eq(mutationLog.spaceId, spaces.id), eq(mutationLog.rev, spaces.seq)))
    .where(and(eq(members.id, hole('userId')), isNull(members.deletedAt)))
    .orderBy(spaces.id),
)

const markAt = statement((db) =>
  db
    .select({ id: mutationLog.id })
    .from(mutationLog)
    .where(and(eq(mutationLog.spaceId, hole('spaceId')), eq(mutationLog.rev, hole('rev')))),
)
