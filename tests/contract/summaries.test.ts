import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { dayCells } from '@/lib/client/replica/day-cells'
import { addMonths, type Days, monthBegunIn } from '@/lib/core/dates'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { asSum, formatMoney, maxAmount, toDecimal, tooLarge } from '@/lib/core/money'
import { readyCategories } from '@/lib/domain/categories/ready'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { MutationName } from '@/lib/domain/mutations'
import { cellsOf, within } from '@/lib/domain/summaries/cells'
import { totalIn, totalsByCategory } from '@/lib/domain/summaries/figures'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { summarizeMonth } from '@/lib/server/reads/summaries'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { makeWallet, type Person } from '@/tests/support/people'

// The ends of months of all lengths, also of a leap year, and of the calendar.
const dates = [
  ...['2023-12-30', '2023-12-31', '2024-01-29', '2024-01-30', '2024-01-31', '2024-02-01'],
  ...['2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01', '2024-03-30', '2024-03-31'],
  ...['2025-02-27', '2025-02-28', '2025-03-01', '2025-04-29', '2025-04-30', '2025-05-01'],
  ...['1900-01-01', '2199-12-31'],
]
const months = [
  '1900-01',
  '2024-01',
  '2024-02',
  '2024-03',
  '2025-02',
  '2025-03',
  '2025-04',
  '2199-12',
]

const date = fc.constantFrom(...dates)
const amount = fc
  .oneof(fc.integer({ min: -9_999, max: 9_999 }), fc.constantFrom(maxAmount, -maxAmount))
  .filter((one) => one !== 0)
const which = fc.nat({ max: 30 })
const category = fc.nat({ max: 4 })
/** Whether it happens on the device, which may be offline, or straight on the server. */
const here = fc.boolean()
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('add' as const), here, date, amount, category }),
  },
  fc.record({ kind: fc.constant('edit' as const), here, which, date, amount, category }),
  fc.record({ kind: fc.constantFrom('delete', 'restore', 'move', 'sync'), here, which }),
  fc.record({ kind: fc.constant('merge' as const), here, which: category, category }),
  fc.record({ kind: fc.constant('alias' as const), here, category }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

onEachDatabase(() => {
  let ada: Person
  let second: string
  let phone: TestDevice
  let known: { walletId: string; id: string }[]

  const begin = async () => {
    ada = await makeSyncingPerson()
    second = await makeWallet(ada.userId)
    phone = await openDevice(ada.userId)
    await phone.sync()
    known = []
  }
  beforeEach(begin)

  const categoryOf = (walletId: string, at: number) => readyCategories(walletId)[at]?.id ?? ''

  async function make(onDevice: boolean, name: MutationName, args: unknown): Promise<void> {
    try {
      if (onDevice) await phone.replica.mutate(name, args, name)
      else await execute(await systemCtx(ada.userId), name, args)
    } catch (error) {
      // What cannot be done any more, as a second merge into a circle.
      if (!(error instanceof AppError)) throw error
    }
  }

  async function take(step: Step): Promise<void> {
    const walletId = ada.walletId
    const one = 'which' in step ? known[step.which % Math.max(1, known.length)] : undefined
    if (step.kind === 'sync') return phone.sync()
    if (step.kind === 'add') {
      const id = newId()
      const money = { amount: step.amount, currency: 'EUR', rate: null, payers: null, split: null }
      const categoryId = categoryOf(walletId, step.category)
      known.push({ walletId, id })
      const fields = { ...money, date: step.date, categoryId, note: '' }
      return make(step.here, 'expense.create', { walletId, id, fields })
    }
    if (step.kind === 'merge') {
      const [id, target] = [step.which, step.category].map((at) => categoryOf(walletId, at))
      const changes = { alias: { from: { mergedInto: null }, to: { mergedInto: target } } }
      return make(step.here, 'category.update', { walletId, id, changes })
    }
    if (step.kind === 'alias') {
      const [ready] = readyCategories(walletId).slice(step.category)
      const id = newId()
      await make(step.here, 'category.create', { walletId, id, fields: ready?.fields })
      const fields = { amount: 7, currency: 'EUR', rate: null, payers: null, split: null, note: '' }
      const expense = { ...fields, date: '2024-02-29', categoryId: id }
      return make(step.here, 'expense.create', { walletId, id: newId(), fields: expense })
    }
    if (!one) return
    const row = await phone.replica.store.get('expense', [one.walletId, one.id])
    if (!row) return
    if (step.kind === 'edit') {
      const { amount, currency, rate, payers, split, date, categoryId } = row
      const money = { amount, currency, rate, payers, split }
      const toCategory = { categoryId: categoryOf(one.walletId, step.category) }
      const changes = {
        money: { from: money, to: { ...money, amount: step.amount } },
        date: { from: { date }, to: { date: step.date } },
        category: { from: { categoryId }, to: toCategory },
      }
      return make(step.here, 'expense.update', { ...one, changes })
    }
    if (step.kind === 'delete') return make(step.here, 'expense.delete', { ...one, seen: {} })
    if (step.kind === 'restore') return make(step.here, 'expense.restore', one)
    const walletThere = one.walletId === walletId ? second : walletId
    const to = { walletId: walletThere, id: newId(), categoryId: categoryOf(walletThere, 1) }
    await make(step.here, 'expense.move', { ...one, to })
    known.push({ walletId: to.walletId, id: to.id })
  }

  /** A month as the server says it, in plain values. */
  async function onServer(walletId: string, month: string, startsOn: number) {
    const ctx = await systemCtx(ada.userId)
    const sums = await summarizeMonth(ctx, walletId, month, startsOn)
    const { total, count, previousTotal, categories } = sums
    const each = categories.map((one) => [one.categoryId, one.count, one.total])
    return { total, count, previousTotal, categories: each.sort() }
  }

  /** The same from what the device holds, whose days are kept beside its rows. */
  async function onDevice(walletId: string, month: string, startsOn: number) {
    const { store } = phone.replica
    const of = <R extends { spaceId: string }>(all: R[]) =>
      all.filter(({ spaceId }) => spaceId === walletId)
    const cells = cellsOf(of(await store.getAll('expense')))
    const kept = of(await store.getAll('month'))
    for (const { date, count, total } of dayCells(kept)) {
      expect(totalIn(within(cells, { from: date, to: date }))).toEqual({ count, total })
    }
    expect(totalIn(dayCells(kept))).toEqual(totalIn(cells))
    const categories = new Map((await store.getAll('category')).map((one) => [one.id, one]))
    const [before, days] = [-1, 0].map((step) => monthBegunIn(addMonths(month, step), startsOn))
    const its = within(cells, days as Days)
    const each = [...totalsByCategory(its, (id) => canonicalId(categories, id))]
    return {
      ...totalIn(dayCells(kept, days)),
      previousTotal: totalIn(within(cells, before as Days)).total,
      categories: each.map(([id, { count, total }]) => [id, count, total]).sort(),
    }
  }

  describe('figures', () => {
    it('are the same on the server and on a device, whatever happened', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }),
          fc.integer({ min: 1, max: 31 }),
          async (steps, startsOn) => {
            await begin()
            for (const one of steps) await take(one)
            await phone.sync()
            for (const walletId of [ada.walletId, second]) {
              for (const month of months) {
                const there = await onServer(walletId, month, startsOn)
                expect(await onDevice(walletId, month, startsOn), month).toEqual(there)
                expect(await summed(walletId, month, startsOn), month).toEqual(
                  [there.total, there.count, there.previousTotal].map(String),
                )
              }
            }
          },
        ),
        { numRuns: 12 },
      )
    }, 120_000)

    it('beyond 2^53 are exact in both, and on a screen say that they are none', async () => {
      const fields = { amount: maxAmount, currency: 'EUR', rate: null, payers: null, split: null }
      const [id, more] = [newId(), newId()]
      const args = { walletId: ada.walletId, id }
      const row = { ...fields, date: '2024-02-29', categoryId: ada.categoryId, note: '' }
      await make(false, 'expense.create', { ...args, fields: row })
      const columns = await query<{ names: string }>(
        `select string_agg(column_name, ', ') as names from information_schema.columns
         where table_name = 'expenses' and column_name <> 'id'`,
      )
      const others = columns[0]?.names
      await query(
        `insert into expenses (id, ${others}) select gen_random_uuid(), ${others}
         from expenses, generate_series(1, 905) where id = '${id}' returning 1 as n`,
      )
      phone = await openDevice(ada.userId)
      await phone.sync()
      await make(true, 'expense.create', { ...args, id: more, fields: { ...row, amount: 1 } })
      await phone.sync()
      const whole = 906n * BigInt(maxAmount) + 1n
      for (const startsOn of [1, 29, 31]) {
        const there = await onServer(ada.walletId, '2024-02', startsOn)
        expect(await onDevice(ada.walletId, '2024-02', startsOn)).toEqual(there)
        expect([there.total, there.count]).toEqual([whole, 907])
        expect(toDecimal(there.total, 'EUR')).toBe('90600000000000.01')
        expect(formatMoney(asSum(there.total), 'EUR', 'en-GB')).toBe(tooLarge)
      }
      const refund = { ...row, amount: -maxAmount }
      for (let n = 0; n < 6; n++) {
        await make(true, 'expense.create', { ...args, id: newId(), fields: refund })
      }
      await phone.sync()
      const there = await onServer(ada.walletId, '2024-02', 1)
      expect(there.total).toBe(900 * maxAmount + 1)
      expect(await onDevice(ada.walletId, '2024-02', 1)).toEqual(there)
    }, 120_000)
  })

  /** Sum, count and sum of the month before as SQL adds them up, the month's first day found by walking back to it. */
  async function summed(walletId: string, month: string, startsOn: number): Promise<string[]> {
    const starts = [-1, 0, 1].map((step) => startIn(month, step, startsOn))
    const [found] = await query<Record<'total' | 'count' | 'previous', string>>(
      `select coalesce(sum(amount) filter (where date >= '${starts[1]}'), 0)::text as total,
         (count(*) filter (where date >= '${starts[1]}'))::text as count,
         coalesce(sum(amount) filter (where date < '${starts[1]}'), 0)::text as previous
       from expenses where space_id = '${walletId}' and deleted_at is null
         and date >= '${starts[0]}' and date < '${starts[2]}'`,
    )
    return [found?.total ?? '', found?.count ?? '', found?.previous ?? '']
  }
})

/** The first day of the month that begins some months after a calendar month, by the platform's own calendar. */
function startIn(month: string, step: number, startsOn: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, number + step, 0)).getUTCDate()
  const day = Math.min(startsOn, last)
  return new Date(Date.UTC(year, number - 1 + step, day)).toISOString().slice(0, 10)
}
