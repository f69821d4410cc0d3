import { expect } from 'vitest'
import { findIn, readFindables, type Wanted } from '@/lib/client/reads/found'
import type { Replica } from '@/lib/client/replica/replica'
import { foldText } from '@/lib/core/text'
import { matches } from '@/lib/domain/expenses/search'

type Found = { days: { date: string; ids: string[]; amounts: number[]; sum: number }[] }

/** What a search finds by the columns that a device keeps. */
export async function foundIn(replica: Replica, walletId: string, wanted: Wanted) {
  const findables: Parameters<typeof findIn>[0] = []
  await readFindables(replica, walletId, findables, () => false)
  return findIn(findables, wanted, () => false)
}

/** What a search finds among the rows themselves, one by one, in the order of the list. */
export async function foundAmongRows(
  { store }: Replica,
  walletId: string,
  { search, within, names }: Wanted,
) {
  const live = (await store.getAll('expense')).filter(
    ({ spaceId, deletedAt, categoryId, ...row }) =>
      spaceId === walletId &&
      !deletedAt &&
      (!within || within.has(categoryId)) &&
      matches(search, {
        note: foldText(row.note),
        category: names.get(categoryId) ?? '',
        amount: row.amount,
        date: row.date,
      }),
  )
  live.sort((a, b) => (`${a.date} ${a.id}` < `${b.date} ${b.id}` ? 1 : -1))
  const days: Found['days'] = []
  for (const { date, id, amount } of live) {
    if (days.at(-1)?.date !== date) days.push({ date, ids: [], amounts: [], sum: 0 })
    const day = days.at(-1)
    day?.ids.push(id)
    day?.amounts.push(amount)
    if (day) day.sum += amount
  }
  const counted = days.map((day) => ({ ...day, count: day.ids.length }))
  return { days: counted, count: live.length, sum: live.reduce((sum, one) => sum + one.amount, 0) }
}

/** Fails where the columns of a device are not what its rows say, or hold more in one record than they may. */
export async function expectColumns({ store }: Replica): Promise<void> {
  const rows = (await store.getAll('expense'))
    .filter(({ deletedAt }) => !deletedAt)
    .map(({ spaceId, date, id, amount, categoryId, createdBy, note }) =>
      [spaceId, date, id, amount, categoryId, createdBy, note, foldText(note)].join('|'),
    )
  const records = await store.getAll('columns')
  const held = records.flatMap((record) =>
    [...record.amounts].map((amount, at) => {
      const line = (texts: string) => texts.split('\n')[at]
      const date = `${record.since.slice(0, 7)}-${String(record.days[at]).padStart(2, '0')}`
      const category = record.categoryIds[record.categories[at] ?? -1]
      const author = record.authorIds[record.authors[at] ?? -1]
      return [
        ...[record.spaceId, date, line(record.ids), amount, category, author],
        ...[line(record.notes), line(record.noteKeys)],
      ].join('|')
    }),
  )
  expect(held, 'columns are as the rows, in their order').toEqual(rows.sort())
  expect(Math.max(0, ...records.map(({ amounts }) => amounts.length))).toBeLessThanOrEqual(512)
}
