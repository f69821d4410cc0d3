import { expect, it } from 'vitest'
import { beginEdit, nextEdit, wantedOf } from '@/components/expenses/form/edit-expense-model'
import type { Row } from '@/lib/domain/entities'

const expense = {
  ...{ spaceId: 'w', id: 'e', amount: 1250, currency: 'EUR', date: '2026-11-29' },
  ...{ categoryId: 'g', note: 'milk' },
} as Row<'expense'>

it('keeps of each field what stood there when writing it began, whatever comes from elsewhere meanwhile', () => {
  const first = nextEdit(beginEdit(undefined), {
    ...{ is: 'written', change: { note: 'm' }, expense },
  })
  const elsewhere = { ...expense, note: 'bread', amount: 999 }
  const second = nextEdit(first, { is: 'written', change: { note: 'mi' }, expense: elsewhere })
  const third = nextEdit(second, { is: 'written', change: { amount: '3' }, expense: elsewhere })
  expect(third.seen).toEqual({ note: 'milk', amount: 999, currency: 'EUR' })
  expect(third.edits).toEqual({ note: 'mi', amount: '3' })
})

it('goes on with what was left, until that is discarded', () => {
  const kept = { edits: { note: 'left' }, seen: { note: 'milk' } }
  const form = nextEdit(beginEdit(kept), { is: 'refused', problems: { message: 'No.' } })
  expect(form).toEqual({ ...kept, left: true, problems: { message: 'No.' } })
  expect(nextEdit(form, { is: 'discarded' })).toEqual(beginEdit(undefined))
})

it('wants what is really different, a figure with the currency that it was typed in', () => {
  expect(wantedOf(expense, { note: 'milk', amount: 1250 }, 'EUR')).toEqual({})
  expect(wantedOf(expense, { note: 'bread' }, 'EUR')).toEqual({ note: 'bread' })
  expect(wantedOf(expense, { amount: 5 }, 'JPY')).toEqual({ amount: 5, currency: 'JPY' })
})
