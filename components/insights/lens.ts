import type { WalletCells } from '@/lib/client/hooks/insights'
import type { NotedRow } from '@/lib/client/reads/noted'
import { type Days, isMonth, monthBegunIn } from '@/lib/core/dates'
import { foldName } from '@/lib/core/text'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { type Cell, merged, withCounted, within } from '@/lib/domain/summaries/cells'

/** Where a category of the page is: a wallet, and what it is called there. */
export type Place = { wallet: Row<'wallet'>; name: string }

/** The wallets that the page counts, all of one currency, and their categories: of several wallets those of one name are one. */
export type Lens = {
  wallets: readonly Row<'wallet'>[]
  currency: string
  /** By the id that stands for it. */
  categories: ReadonlyMap<string, Row<'category'>>
  /** The id that stands for a category of a wallet. */
  leadsTo: (walletId: string, categoryId: string) => string
  /** The id that stands for a category of whichever wallet; undefined where none of them has it. */
  standsFor: (categoryId: string) => string | undefined
  /** All wallets in which it is, by the id that stands for it. */
  placesOf: (id: string) => readonly Place[]
}

type Categories = ReadonlyMap<string, Row<'category'>>

/** Looks at some wallets of one currency, at least one; undefined until their categories are known. Pure. */
export function lensOf(
  wallets: readonly Row<'wallet'>[],
  known: ReadonlyMap<string, Categories>,
): Lens | undefined {
  const [first] = wallets
  if (!first) return undefined
  const categories = new Map<string, Row<'category'>>()
  const leads = new Map<string, string>()
  const places = new Map<string, Place[]>()
  const byName = new Map<string, string>()
  for (const wallet of wallets) {
    const own = known.get(wallet.id)
    if (!own) return undefined
    for (const id of own.keys()) {
      const categoryId = canonicalId(own, id)
      const row = own.get(categoryId)
      if (!row) continue
      const name = foldName(row.name)
      const stands = byName.get(name) ?? categoryId
      byName.set(name, stands)
      leads.set(`${wallet.id} ${id}`, stands)
      const isNew = !places.get(stands)?.some((place) => place.wallet === wallet)
      if (!categories.has(stands)) categories.set(stands, row)
      if (isNew) places.set(stands, [...(places.get(stands) ?? []), { wallet, name: row.name }])
    }
  }
  return {
    wallets,
    currency: first.currency,
    categories,
    leadsTo: (walletId, id) => leads.get(`${walletId} ${id}`) ?? id,
    standsFor: (id) => wallets.map((wallet) => leads.get(`${wallet.id} ${id}`)).find(Boolean),
    placesOf: (id) => places.get(id) ?? [],
  }
}

/** What is left out of the figures: ids of categories and expenses, and months. */
export type LeftOut = {
  ids: readonly string[]
  /** The expenses among them. */
  expenses: readonly Row<'expense'>[]
  /** On which day months begin. */
  startsOn: number
}

/** The months among what is left out, as days. Pure. */
export function monthsOut({ ids, startsOn }: Pick<LeftOut, 'ids' | 'startsOn'>): Days[] {
  return ids.filter(isMonth).map((month) => monthBegunIn(month, startsOn))
}

/** Which rows count: none of a category, of an expense or of a month that is left out. Pure. */
export function countsUnder(lens: Lens, { ids, startsOn }: Pick<LeftOut, 'ids' | 'startsOn'>) {
  const out = new Set(ids.map((id) => lens.standsFor(id) ?? id))
  const months = monthsOut({ ids, startsOn })
  return ({ walletId, categoryId, date, id }: Counted): boolean =>
    !(id !== undefined && out.has(id)) &&
    !out.has(lens.leadsTo(walletId, categoryId)) &&
    !months.some(({ from, to }) => date >= from && date <= to)
}

type Counted = { walletId: string; categoryId: string; date: string; id?: string }

/** The expenses of some wallets as the page counts them. Pure. */
export function countedRows(
  lens: Lens,
  read: readonly { walletId: string; rows: readonly NotedRow[] }[],
  out: Pick<LeftOut, 'ids' | 'startsOn'>,
): NotedRow[] {
  const counts = countsUnder(lens, out)
  const all = read.flatMap(({ walletId, rows }) =>
    rows
      .filter((row) => counts({ walletId, ...row }))
      .map((row) => ({ ...row, categoryId: lens.leadsTo(walletId, row.categoryId) })),
  )
  return all.sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** The cells of some wallets and days as the page counts them, by date: categories by the id that stands for them. Pure. */
export function countedCells(
  lens: Lens,
  read: readonly WalletCells[],
  out: LeftOut,
  days: Days,
): Cell[] {
  const counts = countsUnder(lens, out)
  const all = read.flatMap(({ walletId, cells }) => {
    const its = within(cells, days)
    const taken = within(out.expenses, days).filter(({ spaceId }) => spaceId === walletId)
    return (taken.length > 0 ? withCounted(its, { taken, put: [] }) : its)
      .filter(({ categoryId, date }) => counts({ walletId, categoryId, date }))
      .map((cell) => ({ ...cell, categoryId: lens.leadsTo(walletId, cell.categoryId) }))
  })
  return merged(read.length > 1 ? all.sort((a, b) => (a.date < b.date ? -1 : 1)) : all)
}
