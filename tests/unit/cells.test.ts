import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '@/lib/core/dates'
import { cellsOf, merged, withCounted } from '@/lib/domain/summaries/cells'

const row = fc.record({
  date: fc.nat(6).map((days) => addDays('2026-11-23', days)),
  categoryId: fc.constantFrom('a', 'b', 'c', 'd'),
  amount: fc.oneof(fc.integer({ min: -500, max: 500 }), fc.constant(9_007_199_254_740_991)),
  deletedAt: fc.constantFrom(null, null, null, '2026-11-24T00:00:00.000Z'),
})

it('expenses taken from cells and put to them leave what all that is there sums to, in the same order', () => {
  fc.assert(
    fc.property(fc.array(row), fc.array(row), fc.array(row), (stays, taken, put) => {
      const now = withCounted(cellsOf([...stays, ...taken]), { taken, put })
      expect(now).toEqual(cellsOf([...stays, ...put]))
    }),
  )
})

it('cells of one day and category become one, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(row), fc.array(row), (one, other) => {
      const both = merged([...cellsOf(one), ...cellsOf(other)])
      const order = (cells: typeof both) =>
        [...cells].sort((a, b) => (a.date + a.categoryId < b.date + b.categoryId ? -1 : 1))
      expect(order(both)).toEqual(cellsOf([...one, ...other]))
    }),
  )
})
