import 'server-only'
import { healedOf, noteHealed, writtenSince } from '@/db/heal'
import type { Kept } from '@/lib/domain/conflicts/schema'
import type { Row } from '@/lib/domain/entities'
import { pick, same, type Values } from '@/lib/domain/merge'
import type { Key } from '@/lib/domain/mutation'
import { differing, type Healing, keptOf, type Outcome, take } from './healing'
import { endOfWay } from './ways'

type Expense = Row<'expense'>
type Value = { unit: string; kept: Kept }

/**
 * Brings back that an expense was moved, so that it stands in one wallet and not in two. What was written here of the one
 * that stayed goes along as a question; where it was moved elsewhere since, it stays there and takes the other's values
 * the same way. It waits where what it has become is not here: better in its first wallet than nowhere.
 */
export async function healMoved(healing: Healing, present: Expense | undefined): Promise<Outcome> {
  const { tx, row, transaction, epoch, lostFrom } = healing
  const key = keyOf(row)
  const there = row.movedTo && (await tx.get('expense', row.movedTo))
  if (!there) return 'waiting'
  if (!present) return move(healing, undefined, [])
  if (present.movedTo) return joinWays(healing, present, there)
  if (present.rev <= lostFrom) return move(healing, present, [])
  const healed = await healedOf(transaction, 'expense', key)
  if (healed?.epoch === epoch && healed.rev >= row.rev) return 'healed'
  const since = await writtenSince(transaction, key, lostFrom)
  // Deleted here, by somebody who did not know that it is elsewhere.
  if (present.deletedAt && since?.turned) return 'healed'
  const isOtherLife = healed !== undefined && healed.epoch !== epoch
  const written = differing('expense', present, row as Expense).filter(
    ({ unit, now }) => isOtherLife || !same(now, { ...now, ...(since?.before[unit] ?? now) }),
  )
  const values = written.map(({ unit, now }) => ({ unit, kept: keptOf(present, now) }))
  return move(healing, present, [...values, ...(await openSince(healing, key))])
}

/** An expense that was edited in the life that ended, and that was moved here since: the edit goes along. */
export async function followMove(healing: Healing, present: Expense): Promise<Outcome> {
  const { tx, row, transaction, epoch, lostFrom } = healing
  if (present.rev <= lostFrom) return 'healed'
  const healed = await healedOf(transaction, 'expense', keyOf(row))
  if (healed?.epoch === epoch && healed.rev >= row.rev) return 'healed'
  const since = await writtenSince(transaction, keyOf(row), lostFrom)
  const values = differing('expense', present, row as Expense)
    .filter(({ unit, now, theirs }) => !same(theirs, { ...now, ...since?.before[unit] }))
    .map(({ unit, theirs }) => ({ unit, kept: keptOf(row, theirs) }))
  const end = await endOfWay(tx, keyOf(row))
  return (await ask(healing, end, values)) ? 'healed' : 'refused'
}

async function move(
  healing: Healing,
  present: Expense | undefined,
  values: readonly Value[],
): Promise<Outcome> {
  const { tx, row } = healing
  if (values.length > 0) {
    const end = row.movedTo ? await endOfWay(tx, row.movedTo) : undefined
    if (!(await ask(healing, end, values))) return 'waiting'
  }
  await take(healing, present, row)
  return 'healed'
}

/** Of two that the same expense has become, in either life, the one that it became here stays. */
async function joinWays(healing: Healing, present: Expense, there: Expense): Promise<Outcome> {
  const { tx, row, transaction, epoch } = healing
  const end = await endOfWay(tx, keyOf(present))
  const other = await endOfWay(tx, keyOf(there))
  if (end && other && !same(keyOf(end), keyOf(other)) && !other.deletedAt) {
    if (!tx.revs.has(other.spaceId)) return 'waiting'
    const values = differing('expense', end, other).map(({ unit, theirs }) => ({
      unit,
      kept: keptOf(other, theirs),
    }))
    if (!(await ask(healing, end, [...values, ...(await openAt(healing, keyOf(other)))]))) {
      return 'waiting'
    }
    await tx.delete('expense', keyOf(other), {}, keyOf(end))
  }
  await noteHealed(transaction, 'expense', keyOf(present), { rev: row.rev, epoch })
  return 'healed'
}

/** Keeps values beside what an expense holds; whether that could be done, as it is here and its wallet is locked. */
async function ask(
  { tx }: Healing,
  end: Expense | undefined,
  values: readonly Value[],
): Promise<boolean> {
  // A category is another wallet's there.
  const asked = values.filter(({ unit }) => unit !== 'category' && unit !== 'deletion')
  if (asked.length === 0) return true
  if (!end || !tx.revs.has(end.spaceId)) return false
  for (const { unit, kept } of asked) {
    const now = await tx.get('expense', keyOf(end))
    if (now && !same(pick(now as Values, Object.keys(kept.values)), kept.values)) {
      await tx.keepBeside('expense', now, unit, kept)
    }
  }
  return true
}

/** What came into question about an expense here since the copy. */
async function openSince(healing: Healing, key: Key): Promise<Value[]> {
  const { tx, transaction, lostFrom } = healing
  const found: Value[] = []
  for (const one of await tx.list('conflict', key.spaceId, { rowId: key.id }, 20)) {
    if (one.rev <= lostFrom || (await healedOf(transaction, 'conflict', one))) continue
    found.push(...one.kept.map((kept) => ({ unit: one.unit, kept })))
  }
  return found
}

async function openAt({ tx }: Healing, key: Key): Promise<Value[]> {
  const found = await tx.list('conflict', key.spaceId, { rowId: key.id }, 20)
  return found.flatMap(({ unit, kept }) => kept.map((one) => ({ unit, kept: one })))
}

function keyOf({ spaceId, id }: Key): Key {
  return { spaceId, id }
}
