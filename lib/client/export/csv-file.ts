import { handOver } from '@/lib/client/page/hand-over'
import { categoriesIn } from '@/lib/client/reads/category-reads'
import type { Replica } from '@/lib/client/replica/replica'
import { betweenDays, plain } from '@/lib/client/replica/rows'
import { type Month, withinSpace } from '@/lib/client/replica/store'
import { byteOrderMark } from '@/lib/core/csv'
import { type Days, dayOf, localDate, monthDays } from '@/lib/core/dates'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { csvHead, csvRow } from '@/lib/domain/expenses/csv'
import type { Account } from '@/lib/domain/protocol'
import { device } from '../device'

type Expense = Row<'expense'>

/** How far an export is: how many expenses are written, of how many. */
export type Progress = { written: number; count: number }

/** Which expenses: all, or those of one wallet; and whether the file begins with a byte order mark. */
export type Wanted = { walletId?: string | undefined; mark?: boolean }

/** Months with more expenses are read day by day: the screen must get its turn. */
const mostAtOnce = 4000

/** Whether all expenses of all wallets are on this device, none still on their way. */
export async function holdsAll(): Promise<boolean> {
  const { replica } = await device()
  const positions = Object.values((await replica.meta()).cookie)
  // What is in the trash comes last, and is in no export.
  return positions.length > 0 && !positions.some(({ horizon }) => horizon && 'date' in horizon)
}

/** Hands this device's expenses to the person as a file, newest date first, unsent changes and all; answers how many they are. */
export async function downloadCsv(
  { walletId, mark = false }: Wanted,
  tell: (progress: Progress) => void,
): Promise<number> {
  const { replica } = await device()
  const wallets = (await replica.store.getAll('wallet')).filter(
    (wallet) => !wallet.deletedAt && (walletId === undefined || wallet.id === walletId),
  )
  const ids = wallets.map(({ id }) => id)
  const line = await lineMaker(replica, wallets)
  const months = (
    await Promise.all(ids.map((id) => replica.store.getAll('month', withinSpace(id))))
  ).flat()
  const progress = { written: 0, count: countOf(months) }
  const parts = [mark ? byteOrderMark : '', csvHead]
  for (const days of spansOf(months)) {
    const rows = await expensesOf(replica, ids, days)
    parts.push(rows.map(line).join(''))
    progress.written += rows.length
    tell({ ...progress })
  }
  save(parts)
  return progress.written
}

/** Hands some expenses of a wallet to the person as a file, in their order. */
export async function downloadSome(walletId: string, ids: readonly string[]): Promise<void> {
  const { replica } = await device()
  const wallet = await replica.store.get('wallet', [walletId, walletId])
  if (!wallet) return
  const line = await lineMaker(replica, [wallet])
  const rows = await replica.store.run((database) => {
    const { store } = database.transaction('expense')
    return Promise.all(ids.map((id) => store.get([walletId, id])))
  })
  save([csvHead, ...rows.flatMap((row) => (row && !row.deletedAt ? [line(plain(row))] : []))])
}

/** How a file names who paid: whose device it is by their name; of others a private device knows the id. */
export function payerName(account: Account | null, userId: string): string {
  return userId === account?.id ? account.name || account.email : userId
}

function save(parts: string[]): void {
  handOver(parts, `trackthatmoney-${localDate(new Date())}.csv`, 'text/csv')
}

async function lineMaker(
  replica: Replica,
  wallets: readonly Row<'wallet'>[],
): Promise<(row: Expense) => string> {
  const { account } = await replica.meta()
  const names = new Map(wallets.map(({ id, name }) => [id, name]))
  const each = wallets.map(async ({ id }) => [id, await categoriesIn(replica.store, id)] as const)
  const categories = new Map(await Promise.all(each))
  return (row) => {
    const known = categories.get(row.spaceId)
    const category = known?.get(canonicalId(known, row.categoryId))?.name ?? ''
    const wallet = names.get(row.spaceId) ?? ''
    return csvRow(row, { category, wallet, payer: payerName(account, row.createdBy) })
  }
}

function countOf(months: readonly Month[]): number {
  return months.reduce((all, { counts }) => all + counts.reduce((sum, one) => sum + one, 0), 0)
}

/** The spans that hold the expenses of some months of any wallets, the newest first. */
function spansOf(months: readonly Month[]): Days[] {
  const names = [...new Set(months.map(({ month }) => month))].sort().reverse()
  return names.flatMap((name) => {
    const its = months.filter(({ month }) => month === name)
    if (countOf(its) <= mostAtOnce) return [monthDays(name)]
    const days = Array.from({ length: 31 }, (_, index) => 31 - index)
    return days
      .filter((day) => its.some(({ counts }) => counts[day - 1]))
      .map((day) => ({ from: dayOf(name, day), to: dayOf(name, day) }))
  })
}

async function expensesOf(
  { store }: Replica,
  walletIds: readonly string[],
  { from, to }: Days,
): Promise<Expense[]> {
  const all = await Promise.all(
    walletIds.map((id) => store.getAllFromIndex('expense', 'day', betweenDays(id, from, to))),
  )
  return all
    .flat()
    .map((row) => plain(row))
    .sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
}

/** Places sort as the list does. */
function placeOf({ date, id, spaceId }: Expense): string {
  return `${date} ${id} ${spaceId}`
}
