import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { category } from '@/lib/domain/categories/schema'
import { expense } from '@/lib/domain/expenses/schema'
import { type Change, mergeRow, same, unseenUnits } from '@/lib/domain/merge'
import { set } from '@/lib/domain/unit'

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
})

describe('a unit by field', () => {
  it('is neither compared nor changed in what a change does not name', () => {
    const changes = { look: { from: { icon: 'tag' }, to: { icon: 'car' } } }
    const look = { from: { icon: 'tag' }, to: { icon: 'car' } }
    for (const color of ['red', 'blue']) {
      const merged = mergeRow(category.units, { icon: 'tag', color }, changes)
      expect(merged).toEqual({ patch: { icon: 'car' }, units: { look } })
    }
  })
})

describe('a whole unit', () => {
  it('is compared and written entire: what stood beside a figure that somebody saw is seen too', () => {
    fc.assert(
      fc.property(money, money, money, (now, seen, wanted) => {
        const { patch, units: written } = mergeRow(units, now, {
          money: { from: seen, to: wanted },
        })
        expect({ ...now, ...patch }).toEqual(wanted)
        const isDisplacing = !same(now, seen) && !same(now, wanted)
        expect(written.money?.seen).toEqual(isDisplacing ? seen : undefined)
      }),
    )
  })

  it('takes what a change does not name as it is', () => {
    const now = { amount: 1, currency: 'USD', rate: null, payers: null, split: null }
    const changes = { money: { from: { amount: 1 }, to: { amount: 2 } } }
    expect(mergeRow(units, now, changes)).toEqual({
      patch: { ...now, amount: 2 },
      units: { money: { from: now, to: { ...now, amount: 2 } } },
    })
  })

  it('has not seen what only its wish names', () => {
    const now = { amount: 1, currency: 'USD', rate: null, payers: null, split: null }
    const changes = { money: { from: { currency: 'USD' }, to: { amount: 1, currency: 'EUR' } } }
    expect(mergeRow(units, now, changes).units.money?.seen).toBeDefined()
  })
})

describe('a set', () => {
  const tagged = { tags: set({ tags: z.array(z.string()) }) }
  const tags = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'))
  const edit = fc.record({ from: tags, to: tags })
  const become = (now: string[], { from, to }: { from: string[]; to: string[] }) => {
    const { patch } = mergeRow(
      tagged,
      { tags: now },
      { tags: { from: { tags: from }, to: { tags: to } } },
    )
    return (patch.tags as string[] | undefined) ?? now
  }

  it('keeps what others did, adds what was added and drops what was taken out', () => {
    fc.assert(
      fc.property(tags, edit, (now, one) => {
        const result = become(now, one)
        expect(new Set(result).size).toBe(result.length)
        for (const tag of ['a', 'b', 'c', 'd', 'e']) {
          const [was, is] = [one.from.includes(tag), one.to.includes(tag)]
          expect(result.includes(tag)).toBe(was === is ? now.includes(tag) : is)
        }
      }),
    )
  })

  it('comes to one whichever of two edits is first, where they do not say the opposite', () => {
    fc.assert(
      fc.property(tags, tags, tags, (from, mine, theirs) => {
        const [one, other] = [
          { from, to: mine },
          { from, to: theirs },
        ]
        expect(become(become(from, one), other).sort()).toEqual(
          become(become(from, other), one).sort(),
        )
      }),
    )
  })

  it('displaces nobody, and a delete has seen it in whatever order', () => {
    const changes = { tags: { from: { tags: ['a'] }, to: { tags: ['a', 'b'] } } }
    expect(mergeRow(tagged, { tags: ['c'] }, changes).units.tags).toEqual({
      from: { tags: ['c'] },
      to: { tags: ['c', 'b'] },
    })
    expect(unseenUnits(tagged, { tags: ['a', 'b'] }, { tags: ['b', 'a'] })).toEqual({})
    expect(unseenUnits(tagged, { tags: ['a', 'b'] }, { tags: ['b'] })).not.toEqual({})
  })
})

it('a delete remembers what its author had not seen', () => {
  const current = { amount: 2, currency: 'EUR', date: 'a', categoryId: 'x', note: 'n' }
  expect(unseenUnits(units, current, { ...current, note: 'old' })).toEqual({
    note: { from: { note: 'n' }, to: { note: 'n' }, seen: { note: 'old' } },
  })
  expect(unseenUnits(units, current, {})).toEqual({})
})
