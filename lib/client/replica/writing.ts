import { addUp, type Sum } from '@/lib/core/money'
import type { EntityName, Row } from '@/lib/domain/entities'
import { entityNames } from '@/lib/domain/entity-names'
import type { Key } from '@/lib/domain/mutation'
import { worth } from '@/lib/domain/summaries/worth'
import { type Placed, placeIn, placeOf } from './column-writes'
import { columnsVersion, ofMonths } from './columns'
import { betweenDays, plain } from './rows'
import { type Month, type StoredExpense, type Writing, withinSpace } from './store'
import { Touches } from './touches'

type AnyRow = Row<EntityName>
type Delta = { count: number; sum: Sum }
type Changed = { days: Map<number, Delta>; placed: Placed }

/**
 * The rows of one writing transaction. Every put and removal passes here, so that the sums per day and the columns always
 * agree with the rows; `flush` writes those, once per month, before the transaction ends.
 */
export class Rows {
  /** What was touched, for the screens that show it. */
  readonly touched = new Touches()
  readonly #transaction: Writing
  readonly #changed = new Map<string, Changed>()

  constructor(transaction: Writing) {
    this.#transaction = transaction
  }

  async get<N extends EntityName>(entity: N, { spaceId, id }: Key): Promise<Row<N> | undefined> {
    const found = await this.#transaction.objectStore(entity).get([spaceId, id])
    return found && (plain(found) as unknown as Row<N>)
  }

  /** The ids of the live wallets that are here. */
  async wallets(): Promise<string[]> {
    const all = await this.#transaction.objectStore('wallet').getAll()
    return all.filter(({ deletedAt }) => !deletedAt).map(({ id }) => id)
  }

  /** The rows of a space in the order of their ids; of one category where that is asked. */
  async list<N extends EntityName>(
    entity: N,
    spaceId: string,
    filter: Partial<Row<N>>,
    limit: number,
  ): Promise<Row<N>[]> {
    const wanted = Object.entries(filter)
    const found: Row<N>[] = []
    for await (const { value } of this.#cursor(entity, spaceId, filter)) {
      const row = plain(value) as unknown as Row<N>
      if (wanted.every(([field, is]) => row[field as keyof Row<N>] === is)) found.push(row)
      if (found.length === limit) break
    }
    return found
  }

  /** The live expenses of a wallet from the first to the last of some dates, by id. */
  async ofDays(spaceId: string, dates: readonly string[]): Promise<Map<string, Row<'expense'>>> {
    const sorted = [...dates].sort()
    const range = betweenDays(spaceId, sorted[0] ?? '', sorted.at(-1) ?? '')
    const found = await this.#transaction.objectStore('expense').index('day').getAll(range)
    return new Map(found.map((row) => [row.id, plain(row)]))
  }

  #cursor(entity: EntityName, spaceId: string, filter: object) {
    if (entity === 'expense' && 'categoryId' in filter) {
      const key = [spaceId, String(filter.categoryId)] as [string, string]
      return this.#transaction.objectStore('expense').index('category').iterate(key)
    }
    return this.#transaction.objectStore(entity).iterate(withinSpace(spaceId))
  }

  /** Puts a row in the place of what `before` says stood there. */
  put<N extends EntityName>(entity: N, row: Row<N>, before: Row<N> | undefined): Promise<unknown> {
    this.touched.addRow(entity, before, row)
    if (entity !== 'expense') return this.#transaction.objectStore(entity).put(row as never)
    const expense = row as unknown as Row<'expense'>
    this.#count(before as unknown as Row<'expense'> | undefined, -1)
    this.#count(expense, 1)
    return this.#transaction.objectStore('expense').put(stored(expense))
  }

  /** Removes a row for good. */
  remove(entity: EntityName, key: Key, before: AnyRow | undefined): Promise<unknown> {
    if (before) this.touched.addRow(entity, before as never, undefined)
    if (entity === 'expense') this.#count(before as unknown as Row<'expense'> | undefined, -1)
    return this.#transaction.objectStore(entity).delete([key.spaceId, key.id])
  }

  /** Drops every row of a space. */
  async dropSpace(spaceId: string): Promise<void> {
    for (const entity of entityNames) {
      this.touched.addSpace(entity, spaceId)
      await this.#transaction.objectStore(entity).delete(withinSpace(spaceId))
    }
    for (const name of ['month', 'columns'] as const) {
      await this.#transaction.objectStore(name).delete(withinSpace(spaceId))
    }
    for (const key of this.#changed.keys()) {
      if (key.startsWith(`${spaceId} `)) this.#changed.delete(key)
    }
  }

  /** Writes the sums and columns of the months that changed. */
  async flush(): Promise<void> {
    const changed = [...this.#changed]
    this.#changed.clear()
    await Promise.all(
      changed.map(([key, of]) => {
        const [spaceId = '', month = ''] = key.split(' ')
        return this.#flushMonth(spaceId, month, of)
      }),
    )
  }

  async #flushMonth(spaceId: string, month: string, { days, placed }: Changed): Promise<void> {
    const months = this.#transaction.objectStore('month')
    const columns = this.#transaction.objectStore('columns')
    const known = (await months.get([spaceId, month])) ?? emptyMonth(spaceId, month)
    for (const [day, { count, sum }] of days) {
      known.counts[day] = (known.counts[day] ?? 0) + count
      known.sums[day] = addUp(known.sums[day] ?? 0, sum)
    }
    // What was taken back and put again has the sums that it had.
    const isOther = [...days.values()].some(({ count, sum }) => count !== 0 || Number(sum) !== 0)
    if (isOther) this.touched.addMonth(known)
    if (known.counts.every((count) => count === 0)) {
      await months.delete([spaceId, month])
      await columns.delete(ofMonths(spaceId, month, month))
      return
    }
    if (isOther) await months.put(known)
    // Those of another version are packed from the rows, whatever these are by then.
    if (known.columns === columnsVersion) await placeIn(columns, { spaceId, month }, placed)
  }

  #count(row: Row<'expense'> | undefined, sign: 1 | -1): void {
    if (!row || row.deletedAt) return
    const key = `${row.spaceId} ${row.date.slice(0, 7)}`
    const changed = this.#changed.get(key) ?? { days: new Map(), placed: new Map() }
    this.#changed.set(key, changed)
    const day = Number(row.date.slice(8)) - 1
    const { count, sum } = changed.days.get(day) ?? { count: 0, sum: 0 }
    changed.days.set(day, { count: count + sign, sum: addUp(sum, sign * worth(row)) })
    changed.placed.set(placeOf(row), sign === 1 ? row : null)
  }
}

function stored(row: Row<'expense'>): StoredExpense {
  return row.deletedAt ? row : { ...row, day: row.date }
}

function emptyMonth(spaceId: string, month: string): Month {
  const zeros = () => Array(31).fill(0)
  return { spaceId, month, counts: zeros(), sums: zeros(), columns: columnsVersion }
}
