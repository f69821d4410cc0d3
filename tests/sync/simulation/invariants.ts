import { and, asc, eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { database } from '@/db/client'
import { conflicts } from '@/db/schema/conflicts'
import { expenses } from '@/db/schema/expenses'
import { mutationLog } from '@/db/schema/mutation-log'
import { revisions } from '@/db/schema/revisions'
import { conflictId } from '@/lib/domain/conflicts/rules'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { openDevice } from '@/tests/support/devices'
import { seqOf } from '@/tests/support/people'
import type { World } from './world'

/** What a schedule met, for the table. */
export type Met = { conflicts: number; faults: number }

/** Heals the network, lets every device sync until nothing is new, and checks what must always hold. */
export async function checkInvariants(world: World): Promise<Met> {
  for (let round = 0; round < 3; round++) {
    for (const { device } of world.actors) await device.sync()
  }
  await expectEmptyOutboxes(world)
  await expectConvergence(world)
  await expectNothingLost(world)
  await expectTraces(world)
  await expectRevs(world)
  await expectNoReplay(world)
  const rows = await database()
    .select()
    .from(conflicts)
    .where(eq(conflicts.spaceId, world.walletId))
  const faults = world.actors.reduce((sum, { weather }) => sum + weather.faults, 0)
  return { conflicts: rows.length, faults }
}

/** The outbox empties once the network heals; what is left was refused, for a reason that a person can see. */
async function expectEmptyOutboxes({ actors }: World): Promise<void> {
  // Of an expelled member; of a row that was lost with its only holder; of a choice that came too late.
  const reasons = new Set(['not_found', 'forbidden', 'stale', 'id_taken'])
  for (const { device } of actors) {
    const left = (await device.replica.outbox()).filter(
      ({ refusal }) => !refusal || !reasons.has(refusal.code),
    )
    expect(left, 'the outbox empties').toEqual([])
  }
}

/** Every device holds just what the server has of its spaces, and so does a fresh one. */
async function expectConvergence({ actors, ada, bob }: World): Promise<void> {
  for (const userId of [ada, bob]) {
    const fresh = await openDevice(userId)
    await fresh.sync()
    const rows = await fresh.rows()
    for (const { device, userId: own } of actors) {
      if (own !== userId) continue
      expect(await device.rows(), 'as a fresh device').toEqual(rows)
      expect(await device.replica.store.count('shadow')).toBe(0)
    }
    await expectAsOnServer(fresh, userId)
    fresh.engine.close()
    fresh.replica.store.close()
  }
}

/** Every expense that somebody made is there, once: its id is its key. */
async function expectNothingLost({ made, forgiven, walletId }: World): Promise<void> {
  const rows = await database().select().from(expenses).where(eq(expenses.spaceId, walletId))
  const there = new Set(rows.map(({ id }) => id))
  expect(
    made.filter((id) => !there.has(id) && !forgiven.has(id)),
    'every expense is there',
  ).toEqual([])
}

type Revision = typeof revisions.$inferSelect

/**
 * No amount was replaced without a trace: what an edit displaced that had not seen it is in question, or came to stand,
 * or was given up by its own author's next edit, or somebody chose. And what was deleted lives only by a restore.
 */
async function expectTraces({ walletId, chosen, putBacks }: World): Promise<void> {
  const all = await database()
    .select()
    .from(revisions)
    .where(and(eq(revisions.spaceId, walletId), eq(revisions.entity, 'expense')))
    .orderBy(asc(revisions.rev))
  const rows = await database().select().from(expenses).where(eq(expenses.spaceId, walletId))
  const questions = await database().select().from(conflicts).where(eq(conflicts.spaceId, walletId))
  for (const row of rows) {
    const own = all.filter(({ rowId }) => rowId === row.id)
    const kept = questions.find(({ id }) => id === conflictId(row.id, 'money'))?.kept ?? []
    const inQuestion = new Set(kept.map(({ values }) => values.amount))
    if (!chosen.has(row.id)) {
      for (const [index, revision] of own.entries()) {
        const displaced = displacedBy(revision)
        if (displaced === undefined || displaced === row.amount) continue
        const traced =
          inQuestion.has(displaced) ||
          own.slice(index + 1).some((later) => settles(later, displaced))
        expect(traced, `${displaced} of ${row.id} was replaced without a trace`).toBe(true)
      }
    }
    if (row.deletedAt || putBacks > 0) continue
    const last = own.findLast(({ kind }) => kind === 'delete' || kind === 'restore')
    expect(last?.kind, 'nothing lives again without a restore').not.toBe('delete')
  }
}

function displacedBy({ kind, units }: Revision): unknown {
  const { money } = units
  return kind === 'update' && money?.seen ? money.from.amount : undefined
}

/** Whether a later edit brought a value back, or began with it. */
function settles({ units }: Revision, value: unknown): boolean {
  const { money } = units
  return money?.to.amount === value || (money?.seen ?? money?.from)?.amount === value
}

/** Each mutation has a rev of its own, none above the counter. */
async function expectRevs({ walletId }: World): Promise<void> {
  const rows = await database()
    .select({ rev: mutationLog.rev })
    .from(mutationLog)
    .where(eq(mutationLog.spaceId, walletId))
  const revs = rows.flatMap(({ rev }) => (rev === null ? [] : [rev]))
  expect(new Set(revs).size, 'each mutation has its own rev').toBe(revs.length)
  expect(Math.max(...revs)).toBeLessThanOrEqual((await seqOf(walletId)) ?? 0)
}

/** What every device says again changes nothing. */
async function expectNoReplay({ actors, walletId }: World): Promise<void> {
  const before = await seqOf(walletId)
  for (const { device } of actors) {
    for (const { n, state } of await device.replica.outbox()) {
      if (state === 'refused') await device.replica.tryAgain(n)
    }
    await device.sync()
  }
  expect(await seqOf(walletId), 'replays change nothing').toBe(before)
}
