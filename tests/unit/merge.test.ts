import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expense } from '@/lib/domain/expenses/schema'
import { type Change, mergeRow, same, unseenUnits } from '@/lib/domain/merge'

const { units } = expense

const money = fc.record({
  amount: fc.integer({ min: 1, max: 4 }),
  currency: fc.constantFrom('EUR', 'USD'),
  rate: fc.constant(null),
  payers: fc.constant(null),
  split: fc.constant(null),
})
const row = fc
  .tuple(money, fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y'), fc.constantFrom('', 'n'))
  .map(([sum, date, categoryId, note]) => ({ ...sum, date, categoryId, note }))

type Row = Record<string, unknown>

const fieldsOf = (name: string) => Object.keys(units[name as keyof typeof units].shape)
const pick = (from: Row, names: string[]) => Object.fromEntries(names.map((n) => [n, from[n]]))

/** What a device that saw `from` sends to make the chosen units of `to`. */
function changesOf(from: Row, to: Row, names: string[]): Record<string, Change> {
  return Object.fromEntries(
    names.map((name) => [name, { from: pick(from, fieldsOf(name)), to: pick(to, fieldsOf(name)) }]),
  )
}

const someUnits = fc.subarray(Object.keys(units), { minLength: 1 })

describe('merging an update into a row', () => {
  it('makes the row what the author wants, in the units they named and in no other', () => {
    fc.assert(
      fc.property(row, row, row, someUnits, (current, seen, wanted, names) => {
        const { patch } = mergeRow(units, current, changesOf(seen, wanted, names))
        const merged: Row = { ...current, ...patch }
        for (const name of Object.keys(units)) {
          const from = names.includes(name) ? wanted : current
          expect(pick(merged, fieldsOf(name))).toEqual(pick(from, fieldsOf(name)))
        }
      }),
    )
  })

  it('keeps every value it displaces that its author had not seen', () => {
    fc.assert(
      fc.property(row, row, row, someUnits, (current, seen, wanted, names) => {
        const merged = mergeRow(units, current, changesOf(seen, wanted, names))
        for (const name of names) {
          const [now, saw, want] = [current, seen, wanted].map((one) => pick(one, fieldsOf(name)))
          const revision = merged.units[name]
          if (same(now, want)) expect(revision).toBeUndefined()
          else if (same(now, saw)) expect(revision).toEqual({ from: now, to: want })
          else expect(revision).toEqual({ from: now, to: want, seen: saw })
        }
      }),
    )
  })

  it('lets two edits of different units both survive, in either order', () => {
    fc.assert(
      fc.property(row, row, row, (base, a, b) => {
        const first = changesOf(base, a, ['money', 'note'])
        const second = changesOf(base, b, ['date', 'category'])
        const apply = (to: Row, changes: Record<string, Change>): Row => ({
          ...to,
          ...mergeRow(units, to, changes).patch,
        })
        expect(apply(apply(base, first), second)).toEqual(apply(apply(base, second), first))
      }),
    )
  })

  it('is the same done once or twice', () => {
    fc.assert(
      fc.property(row, row, row, someUnits, (current, seen, wanted, names) => {
        const changes = changesOf(seen, wanted, names)
        const once: Row = { ...current, ...mergeRow(units, current, changes).patch }
        expect(mergeRow(units, once, changes)).toEqual({ patch: {}, units: {} })
      }),
    )
  })

  it('neither compares nor changes the fields of a unit that a change does not name', () => {
    const current = { amount: 1, currency: 'EUR', rate: null, payers: null, split: null }
    const changes = { money: { from: { amount: 1 }, to: { amount: 2 } } }
    expect(mergeRow(units, { ...current, currency: 'USD' }, changes)).toEqual({
      patch: { amount: 2 },
      units: { money: { from: { amount: 1 }, to: { amount: 2 } } },
    })
  })
})

it('a delete remembers what its author had not seen', () => {
  const current = { amount: 2, currency: 'EUR', date: 'a', categoryId: 'x', note: 'n' }
  expect(unseenUnits(units, current, { ...current, note: 'old' })).toEqual({
    note: { from: { note: 'n' }, to: { note: 'n' }, seen: { note: 'old' } },
  })
  expect(unseenUnits(units, current, {})).toEqual({})
})
