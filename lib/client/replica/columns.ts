import { dayOf } from '@/lib/core/dates'
import type { Columns } from './store'

/** Which columns there are, and by which `foldText`: months whose record names another version are packed anew. */
export const columnsVersion = 1

/** What search and habits look at of a live expense. */
export type Looked = {
  id: string
  date: string
  /** In minor units. */
  amount: number
  categoryId: string
  authorId: string
  /** When it was written down: in quarters of an hour since 1970, as every zone's clock differs by such. */
  written: number
  note: string
  /** By `foldText`. */
  noteKey: string
}

/** In ms: what `Looked.written` counts. */
export const quarter = 900_000

/** The keys of the records of a wallet's months from one to another, both included. */
export function ofMonths(spaceId: string, from: string, to: string): IDBKeyRange {
  return IDBKeyRange.bound([spaceId, from], [spaceId, `${to}~`])
}

/** The texts of a column. */
export function textsOf(column: string, { amounts }: Pick<Columns, 'amounts'>): string[] {
  return amounts.length > 0 ? column.split('\n') : []
}

/** The dates of the days of a month, by the day. */
export function datesOf({ since }: Pick<Columns, 'since'>): string[] {
  return Array.from({ length: 32 }, (_, day) => dayOf(since.slice(0, 7), day))
}

/** What a record holds, in its order. */
export function unpack(columns: Columns): Looked[] {
  const [ids, notes, noteKeys] = [columns.ids, columns.notes, columns.noteKeys].map((column) =>
    textsOf(column, columns),
  ) as [string[], string[], string[]]
  const dates = datesOf(columns)
  return ids.map((id, at) => ({
    id,
    date: dates[columns.days[at] ?? 0] ?? '',
    amount: columns.amounts[at] ?? 0,
    categoryId: columns.categoryIds[columns.categories[at] ?? 0] ?? '',
    authorId: columns.authorIds[columns.authors[at] ?? 0] ?? '',
    written: columns.written[at] ?? 0,
    note: notes[at] ?? '',
    noteKey: noteKeys[at] ?? '',
  }))
}
