import { payerName } from '@/lib/client/export/csv-file'
import { handOver } from '@/lib/client/page/hand-over'
import type { Replica } from '@/lib/client/replica/replica'
import type { Aside } from '@/lib/client/replica/store'
import type { EntityName, Row } from '@/lib/domain/entities'
import { csvHead, csvRow } from '@/lib/domain/expenses/csv'
import { device } from '../device'

type Expense = Row<'expense'>
type Head = Pick<Aside, 'until' | 'spaceId' | 'name'>

/** The live expenses of a wallet that was set aside, newest first, each with its category's name. */
export async function expensesAside(
  { store }: Pick<Replica, 'store'>,
  head: Head,
): Promise<(Expense & { category: string })[]> {
  const all = await rowsOf(store, head)
  const names = new Map(of(all, 'category').map(({ id, name }) => [id, name]))
  return of(all, 'expense')
    .filter(({ deletedAt }) => !deletedAt)
    .map((row) => ({ ...row, category: names.get(row.categoryId) ?? '' }))
    .sort((a, b) => (a.date === b.date ? (a.id < b.id ? 1 : -1) : a.date < b.date ? 1 : -1))
}

/** Hands a wallet that was set aside to the person as a file: all of it as JSON, or its expenses as a table. */
export async function downloadAside(head: Head, kind: 'csv' | 'json'): Promise<void> {
  const { replica } = await device()
  const name = `trackthatmoney-${head.name.replace(/[^\p{L}\p{N}]+/gu, '-')}.${kind}`
  if (kind === 'json') {
    const rows: Partial<Record<EntityName, unknown[]>> = {}
    for (const { entity, row } of await rowsOf(replica.store, head)) {
      rows[entity] = [...(rows[entity] ?? []), row]
    }
    return handOver(JSON.stringify({ wallet: head.name, rows }, null, 2), name)
  }
  const { account } = await replica.meta()
  const lines = (await expensesAside(replica, head)).map((row) => {
    const payer = payerName(account, row.createdBy)
    return csvRow(row, { category: row.category, wallet: head.name, payer })
  })
  handOver([csvHead, ...lines], name, 'text/csv')
}

/** Lets go of what was set aside, for good. */
export async function letGo({ until, spaceId }: Head): Promise<void> {
  const { replica } = await device()
  await replica.write('strict', async (transaction) => {
    await transaction.objectStore('aside').delete(partsOf({ until, spaceId }))
  })
}

/** Deletes a wallet after all, that was deleted before the server was put back. */
export async function deleteAgain(head: Head): Promise<void> {
  const { replica, engine } = await device()
  const { spaceId: walletId, name } = head
  const { name: seenName, currency } =
    (await replica.store.get('wallet', [walletId, walletId])) ?? {}
  if (seenName && currency) {
    const seen = { name: seenName, currency }
    await replica.mutate('wallet.delete', { walletId, seen }, `Delete the wallet ${name}`)
  }
  await letGo(head)
  void engine.kick()
}

async function rowsOf(store: Replica['store'], head: Head): Promise<NonNullable<Aside['rows']>> {
  return (await store.getAll('aside', partsOf(head))).flatMap(({ rows }) => rows ?? [])
}

function of<N extends EntityName>(all: NonNullable<Aside['rows']>, name: N): Row<N>[] {
  return all.filter(({ entity }) => entity === name).map(({ row }) => row as Row<N>)
}

function partsOf({ until, spaceId }: Pick<Head, 'until' | 'spaceId'>): IDBKeyRange {
  return IDBKeyRange.bound([until, spaceId], [until, spaceId, []])
}
