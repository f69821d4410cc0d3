import { type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { healingDays, keptDays } from '@/lib/core/retention'
import { deletion } from '@/lib/domain/conflicts/rules'
import { type EntityName, entityOf } from '@/lib/domain/entities'
import { type Queryable, rowsOf, type Transaction } from './client'
import { conflicts } from './schema/conflicts'
import { epochs, pastEpochs } from './schema/epochs'
import { mutationLog } from './schema/mutation-log'
import { revisions } from './schema/revisions'
import { spaces } from './schema/spaces'
import { tables } from './tables'

/** What went for good: deleted rows, decided questions, and answers to calls. */
export type Purged = { rows: number; questions: number; answers: number }

/** Whether rows of an entity go for good at some time: one that is missing may once have been here. */
export function isMortal(entity: EntityName): boolean {
  return !entityOf(entity).lasting
}

/** Those whose deleted rows go; questions are never deleted, and go once they are decided. */
function mortals(): EntityName[] {
  const all = Object.keys(tables) as EntityName[]
  return all.filter((entity) => entity !== 'conflict' && isMortal(entity))
}

// By the database's own clock, which all servers share.
const old = sql.raw(`now() - interval '${keptDays} days'`)
const nothing = sql.raw(`'[]'::jsonb`)

/** The next spaces by id (the first where `after` is undefined), each with whether something of it may be due to go; locks nothing. */
export function spacesDue(
  on: Queryable,
  after: string | undefined,
  limit: number,
): Promise<{ id: string; due: boolean }[]> {
  const next = after === undefined ? sql`` : sql`where id > ${after}`
  // The first of an index: asked whether there is any, a planner that knows one large space reads its whole table for others.
  const ended = mortals().map(
    (entity) => sql`(select t.deleted_at from ${tables[entity]} t
      where t.space_id = s.id and t.deleted_at is not null order by t.deleted_at limit 1) < ${old}`,
  )
  return rowsOf(
    on,
    sql`select s.id, (${sql.join(ended, sql` or `)} or exists (${oldDecided(sql`s.id`)})
        or exists (${oldRefusals(sql`s.id`)})
        or (select l.at from ${mutationLog} l where l.space_id = s.id and l.rev < s.seq
          order by l.rev limit 1) < ${old}) as due
      from (select id, seq from ${spaces} ${next} order by id limit ${limit}) s
      order by s.id`,
  )
}

/** Whether devices can still bring back what the last restore has lost: then what is here must not go. */
export async function isHealing(on: Queryable): Promise<boolean> {
  const [found] = await rowsOf<{ healing: boolean }>(
    on,
    sql`select exists (select 1 from ${pastEpochs}) and exists (select 1 from ${epochs}
      where started_at >= now() - ${sql.raw(`interval '${healingDays} days'`)}) as healing`,
  )
  return found?.healing ?? true
}

/**
 * Takes away at most `limit` of each kind that a space has kept for long enough, under its lock and without a rev: who
 * has not come as far as what went reads the space anew, by its `min_rev`. What others refer to stays, as do a deleted
 * row with an unanswered question and the answer at the space's counter, which devices compare with theirs.
 */
export async function purgeSpace(
  transaction: Transaction,
  spaceId: string,
  limit: number,
): Promise<Purged> {
  const purged: Purged = { rows: 0, questions: 0, answers: 0 }
  // Whoever writes there now goes first.
  await transaction.execute(sql`set local lock_timeout = '2s'`)
  const [space] = await rowsOf<{ seq: string }>(
    transaction,
    sql`select seq::text from ${spaces} where id = ${spaceId} for update`,
  )
  if (!space || (await isHealing(transaction))) return purged
  const highest: number[] = []
  const took = (kind: keyof Purged, { count, rev }: Took) => {
    purged[kind] += count
    if (rev !== null) highest.push(Number(rev))
  }
  for (const entity of mortals()) took('rows', await purgeRows(transaction, entity, spaceId, limit))
  took('questions', await purgeQuestions(transaction, spaceId, limit))
  took('answers', await purgeAnswers(transaction, { spaceId, seq: space.seq, limit }))
  if (highest.length > 0) {
    const from = Math.max(...highest) + 1
    await transaction.execute(sql`update ${spaces}
      set min_rev = greatest(min_rev, least(${from}::bigint, seq)) where id = ${spaceId}`)
  }
  return purged
}

type Took = { count: number; rev: string | null }

async function purgeRows(
  transaction: Transaction,
  entity: EntityName,
  spaceId: string,
  limit: number,
): Promise<Took> {
  const table = tables[entity]
  return take(
    transaction,
    sql`with gone as (select t.id from ${table} t where t.space_id = ${spaceId}
        and t.deleted_at < ${old} and t.updated_at < ${old} ${unreferred(table)}
        and not exists (select 1 from ${conflicts} c where c.space_id = t.space_id and c.row_id = t.id
          and c.entity = ${entity} and (c.updated_at >= ${old}
            or (c.unit = ${deletion} and c.kept <> ${nothing})))
        order by t.deleted_at limit ${limit}),
      questions as (delete from ${conflicts} c using gone
        where c.space_id = ${spaceId} and c.row_id = gone.id and c.entity = ${entity}
        returning c.id, c.rev),
      ${history(spaceId, entity, sql`gone`)},
      ${history(spaceId, 'conflict', sql`questions`)},
      rows as (delete from ${table} t using gone
        where t.space_id = ${spaceId} and t.id = gone.id returning t.rev)
      select (select count(*) from rows)::int as count,
        (select max(rev) from (select rev from rows union all select rev from questions) r)::text as rev`,
  )
}

function purgeQuestions(transaction: Transaction, spaceId: string, limit: number): Promise<Took> {
  return take(
    transaction,
    sql`with gone as (${oldDecided(sql`${spaceId}::uuid`)} limit ${limit}),
      ${history(spaceId, 'conflict', sql`gone`)},
      rows as (delete from ${conflicts} c using gone
        where c.space_id = ${spaceId} and c.id = gone.id returning c.rev)
      select count(*)::int as count, max(rev)::text as rev from rows`,
  )
}

/** By rev, up to the first that is younger: in this order they were written, and none has to be looked at twice. */
function purgeAnswers(
  transaction: Transaction,
  { spaceId, seq, limit }: { spaceId: string; seq: string; limit: number },
): Promise<Took> {
  return take(
    transaction,
    sql`with first as (select id, rev, at from ${mutationLog}
        where space_id = ${spaceId} and rev < ${seq}::bigint order by rev limit ${limit}),
      gone as (select id from first
          where rev < coalesce((select min(rev) from first where at >= ${old}), ${seq}::bigint)
        union all (${oldRefusals(sql`${spaceId}::uuid`)} limit ${limit})),
      rows as (delete from ${mutationLog} l using gone
        where l.space_id = ${spaceId} and l.id = gone.id returning l.rev)
      select count(*)::int as count, max(rev)::text as rev from rows`,
  )
}

async function take(transaction: Transaction, query: SQL): Promise<Took> {
  const [took] = await rowsOf<Took>(transaction, query)
  return took ?? { count: 0, rev: null }
}

function oldDecided(spaceId: SQL): SQL {
  return sql`select c.id from ${conflicts} c
    where c.space_id = ${spaceId} and c.kept = ${nothing} and c.updated_at < ${old}`
}

function oldRefusals(spaceId: SQL): SQL {
  return sql`select l.id from ${mutationLog} l
    where l.space_id = ${spaceId} and l.rev is null and l.at < ${old}`
}

/** The end of the history of rows, named as a part of a query. */
function history(spaceId: string, entity: EntityName, rows: SQL): SQL {
  return sql`${sql.identifier(`history_of_${entity}`)} as (delete from ${revisions} h using ${rows} g
    where h.space_id = ${spaceId} and h.row_id = g.id and h.entity = ${entity})`
}

/** Conditions that no row of the space refers to `t` by any of the schema's references. */
function unreferred(table: PgTable): SQL {
  const conditions = Object.values(tables).flatMap((other) =>
    getTableConfig(other).foreignKeys.flatMap((key) => {
      const { columns, foreignTable } = key.reference()
      if (foreignTable !== table) return []
      return columns
        .filter(({ name }) => name !== 'space_id')
        .map(
          ({ name }) => sql`and not exists (select 1 from ${other} o
            where o.space_id = t.space_id and o.${sql.identifier(name)} = t.id)`,
        )
    }),
  )
  return sql.join(conditions, sql` `)
}
