import type { EntityName, Row } from '@/lib/domain/entities'
import { same } from '@/lib/domain/merge'
import type { Entry, Meta, Month, StoreName } from './store'
import type { Replaced, Touched, Written } from './touched'

/** More than this is read anew faster than it is put in its place. */
const mostWritten = 200

/** Gathers what one write touches. A row that ends as it was before is not touched. */
export class Touches {
  readonly #stores = new Map<StoreName, Map<string, Set<string> | 'all'> | 'all'>()
  readonly #rows = new Map<string, { entity: EntityName; space: string } & Replaced>()
  readonly #months: Month[] = []
  #outbox: readonly Entry[] | undefined

  /** All of a store was touched, or may have been. */
  add(store: StoreName): void {
    this.#stores.set(store, 'all')
    if (store === 'expense') this.#stores.set('month', 'all')
    if (store === 'outbox') this.#outbox = undefined
  }

  /** Other changes wait now: these, in their order, as far as nothing else is added. */
  addOutbox(all: readonly Entry[]): void {
    this.add('outbox')
    this.#outbox = all
  }

  /** All of what a space holds in a store was touched. */
  addSpace(store: StoreName, space: string): void {
    this.#spaces(store)?.set(space, 'all')
    if (store === 'expense') this.#spaces('month')?.set(space, 'all')
  }

  /** A row was put in the place of another one, or was removed. */
  addRow<N extends EntityName>(entity: N, before: Row<N> | undefined, after: Row<N> | undefined) {
    const { spaceId: space, id } = (after ?? before) as Row<N>
    const key = `${entity} ${space} ${id}`
    const known = this.#rows.get(key)
    const replaced = { before: known ? known.before : before, after } as unknown as Replaced
    this.#rows.set(key, { entity, space, ...replaced })
  }

  /** A month has other sums now; one without expenses is gone. */
  addMonth(month: Month): void {
    this.#months.push(month)
    this.#spaces('month')?.set(month.spaceId, 'all')
  }

  /** The device's own record was put in the place of another one. */
  addMeta(before: Meta | undefined, after: Meta | undefined): void {
    const spaces = this.#spaces('meta')
    for (const [part, of] of metaParts) if (!same(of(before), of(after))) spaces?.set(part, 'all')
    const horizon = (meta: Meta | undefined, space: string) => meta?.cookie[space]?.horizon ?? null
    for (const space of Object.keys({ ...before?.cookie, ...after?.cookie })) {
      if (!same(horizon(before, space), horizon(after, space))) spaces?.set(space, 'all')
    }
  }

  /** What the write touched, and what it left behind, where that is all of it and not much. */
  end(): { touched: Touched; written?: Written } {
    const whole = this.#stores.get('expense') ?? new Map<string, 'all'>()
    const isPart = whole !== 'all' && ![...whole.values()].includes('all')
    const expenses: Replaced[] = []
    for (const { entity, space, before, after } of this.#rows.values()) {
      if (same(before, after)) continue
      if (entity === 'expense') {
        this.#addDays(space, [before, after])
        expenses.push({ before, after })
      } else this.#spaces(entity)?.set(space, 'all')
    }
    const touched: Touched = new Map(
      [...this.#stores].filter(([, spaces]) => spaces === 'all' || spaces.size > 0),
    )
    if (!isPart || expenses.length > mostWritten) return { touched }
    const outbox = this.#outbox && { outbox: this.#outbox }
    return { touched, written: { touched, expenses, months: this.#months, ...outbox } }
  }

  #addDays(space: string, rows: readonly (Row<'expense'> | undefined)[]): void {
    const spaces = this.#spaces('expense')
    const days = spaces?.get(space) ?? new Set()
    if (days === 'all') return
    for (const row of rows) if (row) days.add(row.date)
    spaces?.set(space, days)
  }

  #spaces(store: StoreName): Map<string, Set<string> | 'all'> | undefined {
    const spaces = this.#stores.get(store) ?? new Map()
    this.#stores.set(store, spaces)
    return spaces === 'all' ? undefined : spaces
  }
}

const metaParts: [string, (meta: Meta | undefined) => unknown][] = [
  ['account', (meta) => meta && [meta.account, meta.clientId, meta.revoked, meta.unhealed]],
  ['clock', (meta) => meta?.clockAhead],
]
