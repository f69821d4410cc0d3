import { and, asc, eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { database } from '@/db/client'
import { conflicts } from '@/db/schema/conflicts'
import { expenses } from '@/db/schema/expenses'
import { mutationLog } from '@/db/schema/mutation-log'
import { revisions } from '@/db/schema/revisions'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { expectColumns } from '@/tests/support/columns'
import { openDevice } from '@/tests/support/devices'
import { seqOf } from '@/tests/support/people'
import { amountIn } from './edits'
import { expectSums } from './sums'
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
  await expectChoices(world)
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
    expectSums(rows)
    for (const { device, userId: own } of actors) {
      if (own !== userId) continue
      expect(await device.rows(), 'as a fresh device').toEqual(rows)
      expect(await device.replica.store.count('shadow')).toBe(0)
      await expectColumns(device.replica)
    }
    await expectAsOnServer(fresh, userId)
    await expectColumns(fresh.replica)
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

/**
 * No amount was replaced without a trace: what was typed, and never given up by an edit that began with it, stands, is in
 * question, or is told as refused on its device, unless somebody chose. And what was deleted lives only by a restore.
 */
async function expectTraces(world: World): Promise<void> {
  const { walletId, chosen, putBacks, ledger } = world
  const refused = await refusedAmounts(world)
  const rows = await database().select().from(expenses).where(eq(expenses.spaceId, walletId))
  const questions = await database().select().from(conflicts).where(eq(conflicts.spaceId, walletId))
  for (const row of rows) {
    // Of what somebody deleted meanwhile the question is whether it shall live again, with this amount.
    const kept = questions.flatMap((one) => (one.rowId === row.id ? one.kept : []))
    const others = [...kept.map(({ values }) => values.amount), ...(refused.get(row.id) ?? [])]
    const traced = new Set([row.amount, ...others])
    const lost = ledger.standing(row.id).filter((amount) => !traced.has(amount))
    if (!chosen.has(row.id)) expect(lost, 'no amount is replaced without a trace').toEqual([])
  }
  if (putBacks === 0) await expectNoUndelete(walletId, rows)
}

/** A choice that was taken is what stood after it; another value is asked about anew. */
async function expectChoices({ walletId, choices, putBacks }: World): Promise<void> {
  if (putBacks > 0) return
  const log = await database()
    .select({ id: mutationLog.id, rev: mutationLog.rev })
    .from(mutationLog)
    .where(eq(mutationLog.spaceId, walletId))
  const taken = choices.flatMap((choice) => {
    const rev = log.find(({ id }) => id === choice.id)?.rev
    return rev == null ? [] : [{ ...choice, rev }]
  })
  if (taken.length === 0) return
  const turns = await database()
    .select({ rowId: revisions.rowId, rev: revisions.rev, units: revisions.units })
    .from(revisions)
    .where(and(eq(revisions.spaceId, walletId), eq(revisions.entity, 'expense')))
    .orderBy(asc(revisions.rev))
  for (const { rowId, rev, amount } of taken) {
    const amounts = turns
      .filter((one) => one.rowId === rowId && one.rev <= rev)
      .flatMap(({ units }) => (units as Units).money?.to.amount ?? [])
    expect(amounts.at(-1), 'a choice that was taken is what stands').toBe(amount)
  }
}

type Units = { money?: { to: { amount?: number } } }

async function expectNoUndelete(
  walletId: string,
  rows: readonly { id: string; deletedAt: string | null }[],
): Promise<void> {
  const all = await database()
    .select({ rowId: revisions.rowId, kind: revisions.kind })
    .from(revisions)
    .where(and(eq(revisions.spaceId, walletId), eq(revisions.entity, 'expense')))
    .orderBy(asc(revisions.rev))
  for (const { id, deletedAt } of rows) {
    const turns = all.filter(({ rowId, kind }) => rowId === id && kind !== 'update')
    if (!deletedAt)
      expect(turns.at(-1)?.kind, 'nothing lives again without a restore').not.toBe('delete')
  }
}

/** The amounts that devices tell as not sent, by expense. */
async function refusedAmounts({ actors }: World): Promise<Map<string, number[]>> {
  const amounts = new Map<string, number[]>()
  for (const { device } of actors) {
    for (const { args, state } of await device.replica.outbox()) {
      const [{ id }, amount] = [args as { id: string }, amountIn(args)]
      if (state === 'refused' && amount !== undefined) {
        amounts.set(id, [...(amounts.get(id) ?? []), amount])
      }
    }
  }
  return amounts
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
async function expectNoReplay({ actors, walletId, expelled, putBacks }: World): Promise<void> {
  const before = await seqOf(walletId)
  for (const { device } of actors) {
    for (const { n, state, refusal } of await device.replica.outbox()) {
      // Who was expelled may be a member again in the copy, and a row that it lacks comes back with whoever has it.
      const wasLost = putBacks > 0 && (expelled || refusal?.code === 'not_found')
      if (state === 'refused' && !wasLost) await device.replica.tryAgain(n)
    }
    await device.sync()
  }
  expect(await seqOf(walletId), 'replays change nothing').toBe(before)
}
