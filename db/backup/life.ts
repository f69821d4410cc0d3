import type { Session } from './session'

/** What a database says of its lives, to be told to the copy that takes its place. */
export type Life = { epoch: string; past: string[]; restored: Restored[]; seqs: Seq[] }
type Restored = { space: string; epoch: string; from: string; to: string | null }
type Seq = { space: string; seq: string }

/** Above every rev that a device can have seen: what the lost life wrote after the last that is known here. */
const leap = 1_000_000

const atOnce = 1000

/** What the tables tell; undefined where there are none of ours. */
export async function readLife({ ask }: Session): Promise<Life | undefined> {
  const [{ there } = { there: false }] = await ask<{ there: boolean }>(
    `select to_regclass('public.epochs') is not null and to_regclass('public.past_epochs') is not null as there`,
  )
  if (!there) return undefined
  const [now] = await ask<{ id: string }>('select id::text from epochs')
  if (!now) return undefined
  const past = await ask<{ id: string }>('select id::text from past_epochs order by n')
  return {
    epoch: now.id,
    past: past.map(({ id }) => id),
    restored: await ask<Restored>(
      'select space_id::text as space, id::text as epoch, from_rev::text as "from", to_rev::text as "to" from restored_spaces',
    ),
    seqs: await ask<Seq>('select id::text as space, seq::text as seq from spaces'),
  }
}

/**
 * Makes of the tables, just filled from a backup, another life of the database that they take the place of: devices
 * see by the new epoch that what they know may be lost here, and up to which rev of each space it is not.
 */
export async function beginLife(session: Session, before: Life | undefined): Promise<void> {
  const copy = await readLife(session)
  if (!copy) throw new Error('The backup tells nothing of its database’s life.')
  const ended = before?.epoch ?? copy.epoch
  const past = [
    ...new Set([...copy.past, copy.epoch, ...(before?.past ?? []), ...(before ? [ended] : [])]),
  ]
  await session.run('delete from past_epochs')
  for (const [n, id] of past.entries()) {
    await session.run(`insert into past_epochs (id, n) values ('${id}', ${n})`)
  }
  const restored = (before?.restored ?? []).map(
    ({ space, epoch, from, to }) =>
      `('${space}'::uuid, '${epoch}'::uuid, ${from}::bigint, ${to}::bigint)`,
  )
  for (const values of inParts(restored)) {
    await session.run(
      `insert into restored_spaces (space_id, id, from_rev, to_rev)
       select v.* from (values ${values}) v (space, epoch, low, high) join spaces on spaces.id = v.space
       on conflict do nothing`,
    )
  }
  // The copy's own life ended too, where it is another one: on a new machine nobody else knows of it.
  for (const life of new Set([ended, copy.epoch])) {
    await session.run(
      `insert into restored_spaces (space_id, id, from_rev, to_rev) select id, '${life}', seq, seq + ${leap} from spaces
       on conflict (space_id, id) do update set
         from_rev = least(restored_spaces.from_rev, excluded.from_rev),
         to_rev = greatest(restored_spaces.to_rev, excluded.to_rev)`,
    )
  }
  await session.run(`update spaces set seq = seq + ${leap}`)
  const reached = (before?.seqs ?? []).map(({ space, seq }) => `('${space}'::uuid, ${seq}::bigint)`)
  for (const values of inParts(reached)) {
    await session.run(
      `update spaces set seq = greatest(seq, v.reached + ${leap})
       from (values ${values}) v (space, reached) where spaces.id = v.space`,
    )
    // It may have begun far above the copy.
    await session.run(
      `update restored_spaces set to_rev = greatest(to_rev, v.reached)
       from (values ${values}) v (space, reached) where space_id = v.space and id = '${ended}'`,
    )
  }
  await session.run('update epochs set id = gen_random_uuid(), started_at = now()')
}

/** Lists of SQL values, each as long as one statement may be. */
function* inParts(values: readonly string[]): Generator<string> {
  for (let start = 0; start < values.length; start += atOnce) {
    yield values.slice(start, start + atOnce).join(', ')
  }
}
