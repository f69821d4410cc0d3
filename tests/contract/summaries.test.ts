import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { dayCells } from '@/lib/client/replica/day-cells'
import { addMonths, type Days, monthBegunIn } from '@/lib/core/dates'
import { newId } from '@/lib/core/ids'
import { asSum, formatMoney, maxAmount, toDecimal, tooLarge } from '@/lib/core/money'
import { canonicalId } from '@/lib/domain/categories/rules'
import { cellsOf, within } from '@/lib/domain/summaries/cells'
import { totalIn, totalsByCategory } from '@/lib/domain/summaries/figures'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { summarizeMonth } from '@/lib/server/reads/summaries'
import { openDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { months, SpendingLife, step } from './spending-life'

onEachDatabase(() => {
  let life: SpendingLife

  beforeEach(async () => {
    life = await SpendingLife.begin()
  })

  /** A month as the server says it, in plain values. */
  async function onServer(walletId: string, month: string, startsOn: number) {
    const ctx = await systemCtx(life.ada.userId)
    const sums = await summarizeMonth(ctx, walletId, month, startsOn)
    const { total, count, previousTotal, categories } = sums
    const each = categories.map((one) => [one.categoryId, one.count, one.total])
    return { total, count, previousTotal, categories: each.sort() }
  }

  /** The same from what the device holds, whose days are kept beside its rows. */
  async function onDevice(walletId: string, month: string, startsOn: number) {
    const { store } = life.phone.replica
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
            life = await SpendingLife.begin()
            for (const one of steps) await life.take(one)
            await life.phone.sync()
            for (const walletId of [life.ada.walletId, life.second]) {
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
      const args = { walletId: life.ada.walletId, id }
      const row = { ...fields, date: '2024-02-29', categoryId: life.ada.categoryId, note: '' }
      await life.make(false, 'expense.create', { ...args, fields: row })
      const columns = await query<{ names: string }>(
        `select string_agg(column_name, ', ') as names from information_schema.columns
         where table_name = 'expenses' and column_name <> 'id'`,
      )
      const others = columns[0]?.names
      await query(
        `insert into expenses (id, ${others}) select gen_random_uuid(), ${others}
         from expenses, generate_series(1, 905) where id = '${id}' returning 1 as n`,
      )
      life.phone = await openDevice(life.ada.userId)
      await life.phone.sync()
      await life.make(true, 'expense.create', { ...args, id: more, fields: { ...row, amount: 1 } })
      await life.phone.sync()
      const whole = 906n * BigInt(maxAmount) + 1n
      for (const startsOn of [1, 29, 31]) {
        const there = await onServer(life.ada.walletId, '2024-02', startsOn)
        expect(await onDevice(life.ada.walletId, '2024-02', startsOn)).toEqual(there)
        expect([there.total, there.count]).toEqual([whole, 907])
        expect(toDecimal(there.total, 'EUR')).toBe('90600000000000.01')
        expect(formatMoney(asSum(there.total), 'EUR', 'en-GB')).toBe(tooLarge)
      }
      const refund = { ...row, amount: -maxAmount }
      for (let n = 0; n < 6; n++) {
        await life.make(true, 'expense.create', { ...args, id: newId(), fields: refund })
      }
      await life.phone.sync()
      const there = await onServer(life.ada.walletId, '2024-02', 1)
      expect(there.total).toBe(900 * maxAmount + 1)
      expect(await onDevice(life.ada.walletId, '2024-02', 1)).toEqual(there)
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
