import { and, eq, isNull } from 'drizzle-orm'
import { database } from '@/db/client'
import { conflicts } from '@/db/schema/conflicts'
import { expenses } from '@/db/schema/expenses'
import { members } from '@/db/schema/members'
import { amountIn } from './edits'
import type { World } from './world'

/** Expenses, and of each the amounts that are still written down somewhere. */
export type Known = Map<string, Set<number>>

/** What the server knows, and every device from which it would still take something. */
export async function knownSomewhere({ actors, walletId }: World): Promise<Known> {
  const known: Known = new Map()
  const note = (id: string, amount?: unknown) => {
    const amounts = known.get(id) ?? new Set()
    if (typeof amount === 'number') amounts.add(amount)
    known.set(id, amounts)
  }
  const ofWallet = {
    expenses: eq(expenses.spaceId, walletId),
    conflicts: eq(conflicts.spaceId, walletId),
  }
  for (const { id, amount } of await database().select().from(expenses).where(ofWallet.expenses)) {
    note(id, amount)
  }
  for (const { rowId, kept } of await database()
    .select()
    .from(conflicts)
    .where(ofWallet.conflicts)) {
    for (const { values } of kept) note(rowId, values.amount)
  }
  const inside = await database()
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.spaceId, walletId), isNull(members.deletedAt)))
  const stores = actors
    .filter(({ userId }) => inside.some(({ id }) => id === userId))
    .map(({ device }) => device.replica.store)
  for (const store of stores) {
    for (const { id, amount } of await store.getAll('expense')) note(id, amount)
    for (const { rowId, kept } of await store.getAll('conflict')) {
      for (const { values } of kept) note(rowId, values.amount)
    }
    for (const { name, args } of await store.getAll('outbox')) {
      if (name === 'expense.create') note((args as { id: string }).id, amountIn(args))
    }
  }
  // What is to be changed brings nothing that is nowhere: a device whose session was ended keeps its edits, and no rows.
  for (const store of stores) {
    for (const { id, row } of await store.getAll('shadow')) {
      if (known.has(id)) note(id, (row as { amount?: number } | null)?.amount)
    }
    for (const { args } of await store.getAll('outbox')) {
      const { id } = args as { id: string }
      if (known.has(id)) note(id, amountIn(args))
    }
  }
  return known
}
