import { and, eq, isNull } from 'drizzle-orm'
import { database } from '@/db/client'
import { conflicts } from '@/db/schema/conflicts'
import { expenses } from '@/db/schema/expenses'
import { newId } from '@/lib/core/ids'
import { conflictId } from '@/lib/domain/conflicts/schema'
import { execute } from '@/lib/server/execute'
import { newExpense, type Person } from '@/tests/support/people'

/** Somebody's device, as the log knows it. */
export class Client {
  readonly id = newId()
  #n = 0
  next() {
    return { id: newId(), client: { id: this.id, n: ++this.#n } }
  }
}

/** What two devices of one person do to one expense, the one that a `phone` adds. */
export function competing(ada: Person, phone: Client) {
  const added = async (amount = 100): Promise<string> => {
    const args = newExpense(ada, { amount, note: 'start' })
    await execute(ada.ctx, 'expense.create', args, phone.next())
    return args.id
  }
  const place = (id: string) => ({ walletId: ada.walletId, id })
  const change = (client: Client, id: string, changes: object) =>
    execute(ada.ctx, 'expense.update', { ...place(id), changes }, client.next())
  const pay = (client: Client, id: string, from: number, to: number) =>
    change(client, id, { money: { from: { amount: from }, to: { amount: to } } })
  const write = (client: Client, id: string, from: string, to: string) =>
    change(client, id, { note: { from: { note: from }, to: { note: to } } })
  const remove = (client: Client, id: string, amount: number) =>
    execute(ada.ctx, 'expense.delete', { ...place(id), seen: { amount } }, client.next())
  const restore = (client: Client, id: string) =>
    execute(ada.ctx, 'expense.restore', place(id), client.next())
  const rowOf = async (id: string) => {
    const [row] = await database().select().from(expenses).where(eq(expenses.id, id))
    return row
  }
  const keptOf = async (id: string, unit: string) => {
    const [row] = await database()
      .select()
      .from(conflicts)
      .where(and(eq(conflicts.id, conflictId(id, unit)), isNull(conflicts.deletedAt)))
    return row?.kept ?? []
  }
  const amountsOf = async (id: string) =>
    (await keptOf(id, 'money')).map(({ values }) => values.amount)
  const money = (amount: number) => ({
    ...{ amount, currency: 'EUR', rate: null, payers: null, split: null },
  })
  const resolve = (client: Client, id: string, amount: number | null, seen: object) =>
    execute(
      ada.ctx,
      'conflict.resolve',
      {
        ...{ walletId: ada.walletId, id: conflictId(id, 'money'), seen },
        value: amount === null ? null : money(amount),
      },
      client.next(),
    )
  return {
    ...{ added, place, change, pay, write, remove, restore, rowOf, keptOf, amountsOf, money },
    resolve,
  }
}
