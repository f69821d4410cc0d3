import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readForm } from '@/components/expenses/form/expense-values'
import { oneLine } from '@/lib/core/one-line'
import { lineProblem } from '@/lib/core/text'

it.each([
  ['a\tb', 'a b'],
  ['milk\nbread\r\n\r\neggs\n', 'milk / bread / eggs'],
  [' milk \u2028 bread ', 'milk / bread'],
  ['a\u0000b\u0007', 'a b'],
  ['a\u00a0b', 'a\u00a0b'],
  ['half \ud83d', 'half \ufffd'],
  ['\t\n', ''],
])('%j is kept as %j', (text, line) => {
  expect(oneLine(text)).toBe(line)
})

it('can be kept, whatever came', () => {
  const unit = fc.integer({ min: 0, max: 0xffff })
  const text = fc.array(unit).map((units) => String.fromCharCode(...units))
  fc.assert(
    fc.property(text, (any) => {
      expect(lineProblem(oneLine(any))).toBeUndefined()
    }),
  )
})

it('is what the form for an expense reads its note as', () => {
  const typed = { amount: '1', categoryId: 'c', date: '2026-11-23', note: ' a\tb\nc ' }
  const read = readForm(typed, { ok: true, amount: 100 })
  expect(read).toMatchObject({ ok: true, value: { note: 'a b / c' } })
})
