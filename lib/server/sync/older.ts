import 'server-only'
import { and, asc, desc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { expenses } from '@/db/schema/expenses'
import { hole, statement, statements } from '@/db/statement'
import { rowColumns, tables } from '@/db/tables'
import { lastDate } from '@/lib/core/dates'
import { type EntityName, entityOf, type Row } from '@/lib/domain/entities'
import { entityNames, type SpaceKind } from '@/lib/domain/entity-names'
import type { Horizon } from '@/lib/domain/protocol'
import type { AnyRow } from '../reads/changes'

/** Every row of some spaces but those that come page by page, by space: few, and needed before anything can be shown. */
export async function smallRows(
  snapshot: Transaction,
  spaces: readonly { id: string; kind: SpaceKind }[],
): Promise<Map<string, AnyRow[]>> {
  const found = new Map<string, AnyRow[]>(spaces.map(({ id }) => [id, []]))
  for (const entity of entityNames.filter((name) => !entityOf(name).paged)) {
    const kinds = entityOf(entity).spaces
    const ids = spaces.flatMap(({ id, kind }) => (kinds.includes(kind) ? [id] : []))
    if (ids.length === 0) continue
    // Together: each query costs something, also where there is nothing to find.
    const rows = await rowsOfSpaces(entity)(snapshot, { spaceIds: `{${ids.join(',')}}` })
    for (const row of rows as unknown as Row<EntityName>[]) {
      found.get(row.spaceId)?.push({ entity, row } as unknown as AnyRow)
    }
  }
  return found
}

/** The horizon above all expenses. */
export const beforeAll = { date: lastDate, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/**
 * The next expenses below a horizon (null: from the newest on), the newest dates first, then all that were deleted or
 * moved away, however long ago: what a device was not given it cannot bring back to a restored server. With them the
 * next horizon, null once all are sent.
 */
export async function olderExpenses(
  snapshot: Transaction,
  spaceId: string,
  from: Horizon | null,
  limit: number,
): Promise<{ rows: Row<'expense'>[]; horizon: Horizon | null }> {
  if (from && 'trash' in from) return endedAfter(snapshot, spaceId, from.trash, limit)
  const rows = asRows(await live(snapshot, { spaceId, ...(from ?? beforeAll), limit }))
  const last = rows.at(-1)
  if (last && rows.length === limit) return { rows, horizon: { date: last.date, id: last.id } }
  const gone = await endedAfter(snapshot, spaceId, null, limit - rows.length)
  return { rows: [...rows, ...gone.rows], horizon: gone.horizon }
}

async function endedAfter(
  snapshot: Transaction,
  spaceId: string,
  id: string | null,
  limit: number,
): Promise<{ rows: Row<'expense'>[]; horizon: Horizon | null }> {
  const after = id ?? '00000000-0000-0000-0000-000000000000'
  const rows = asRows(await ended(snapshot, { spaceId, after, limit }))
  const last = rows.at(-1)
  return { rows, horizon: last && rows.length === limit ? { trash: last.id } : null }
}

const live = statement((db) =>
  db
    .select(rowColumns('expense'))
    .from(expenses)
    .where(
      and(
        eq(expenses.spaceId, hole('spaceId')),
        isNull(expenses.deletedAt),
        sql`(${expenses.date}, ${expenses.id}) < (${hole('date')}::date, ${hole('id')}::uuid)`,
      ),
    )
    .orderBy(desc(expenses.date), desc(expenses.id))
    .limit(sql.placeholder('limit')),
)

const ended = statement((db) =>
  db
    .select(rowColumns('expense'))
    .from(expenses)
    .where(
      and(
        eq(expenses.spaceId, hole('spaceId')),
        isNotNull(expenses.deletedAt),
        gt(expenses.id, hole('after')),
      ),
    )
    .orderBy(asc(expenses.id))
    .limit(sql.placeholder('limit')),
)

const rowsOfSpaces = statements((entity: EntityName) => (db) => {
  const table = tables[entity]
  return db
    .select(rowColumns(entity))
    .from(table)
    .where(sql`${table.spaceId} = any(${hole('spaceIds')}::uuid[])`)
})

function asRows(rows: unknown): Row<'expense'>[] {
  return rows as Row<'expense'>[]
}
