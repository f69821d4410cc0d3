import type { IDBPObjectStore } from 'idb'
import { foldText } from '@/lib/core/text'
import type { Row } from '@/lib/domain/entities'
import { same } from '@/lib/domain/merge'
import { type Looked, quarter, unpack } from './columns'
import type { Columns, Schema, StoreName } from './store'

type ColumnStore = IDBPObjectStore<Schema, ArrayLike<StoreName>, 'columns', 'readwrite'>
type Place = Pick<Columns, 'spaceId' | 'since' | 'sinceId'>

/** How many expenses one record holds at most: a save writes one anew, however many its month has. */
const mostInOne = 512

/** The expenses of a month that were written, by `placeOf`; null where none is any more. */
export type Placed = Map<string, Row<'expense'> | null>

/** Where an expense stands among those of its wallet: places sort as the list does. */
export function placeOf({ date, id }: { date: string; id: string }): string {
  return `${date} ${id}`
}

/** What columns hold of an expense. */
export function lookedAt(expense: Row<'expense'>): Looked {
  const { id, date, amount, categoryId, createdBy: authorId, createdAt, note } = expense
  const written = Math.floor(Date.parse(createdAt) / quarter)
  return { id, date, amount, categoryId, authorId, written, note, noteKey: foldText(note) }
}

/** Writes expenses of a month into the records that they belong into; those that hold them so already stay as they are. */
export async function placeIn(
  columns: ColumnStore,
  { spaceId, month }: { spaceId: string; month: string },
  placed: Placed,
): Promise<void> {
  const left = [...placed.keys()].sort()
  while (left.length > 0) {
    const [date = '', id = ''] = left.at(-1)?.split(' ') ?? []
    const upTo = IDBKeyRange.bound([spaceId, month], [spaceId, date, id])
    const found = (await columns.openCursor(upTo, 'prev'))?.value
    const begin = found ? placeOf({ date: found.since, id: found.sinceId }) : ''
    const own = left.splice(left.findIndex((place) => place >= begin))
    const before = found ? unpack(found) : []
    const gone = before.filter((row) => placed.has(placeOf(row)))
    const come = own.flatMap((place) => {
      const row = placed.get(place)
      return row ? [lookedAt(row)] : []
    })
    if (same(gone, come)) continue
    const kept = before.filter((row) => !placed.has(placeOf(row)))
    const rows = [...kept, ...come].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    const { since, sinceId } = found ?? { since: month, sinceId: '' }
    if (rows.length > 0) await putRows(columns, { spaceId, since, sinceId }, rows)
    else await columns.delete([spaceId, since, sinceId])
  }
}

/** Writes the rows of a record, in their order, into it and into more behind it where they are too many for one. */
export async function putRows(
  columns: ColumnStore,
  place: Place,
  rows: readonly Looked[],
): Promise<void> {
  const size = Math.ceil(rows.length / Math.ceil(rows.length / mostInOne))
  const writes: Promise<unknown>[] = []
  for (let start = 0; start < rows.length; start += size) {
    const some = rows.slice(start, start + size)
    const [first] = some
    const own = start > 0 && first ? { since: first.date, sinceId: first.id } : place
    writes.push(columns.put(pack({ ...place, ...own }, some)))
  }
  await Promise.all(writes)
}

function pack(place: Place, rows: readonly Looked[]): Columns {
  const [categories, authors] = [indexed(rows, 'categoryId'), indexed(rows, 'authorId')]
  const lines = (field: 'id' | 'note' | 'noteKey') => rows.map((row) => row[field]).join('\n')
  return {
    ...place,
    days: Uint8Array.from(rows, ({ date }) => Number(date.slice(8))),
    amounts: Float64Array.from(rows, ({ amount }) => amount),
    categories: categories.places,
    authors: authors.places,
    categoryIds: categories.values,
    authorIds: authors.values,
    written: Int32Array.from(rows, ({ written }) => written),
    ids: lines('id'),
    notes: lines('note'),
    noteKeys: lines('noteKey'),
  }
}

function indexed(rows: readonly Looked[], field: 'categoryId' | 'authorId') {
  const known = new Map<string, number>()
  const places = Uint16Array.from(rows, ({ [field]: value }) => {
    const place = known.get(value) ?? known.size
    known.set(value, place)
    return place
  })
  return { places, values: [...known.keys()] }
}
