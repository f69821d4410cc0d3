import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/core/errors'
import { parse } from '@/lib/core/parse'
import { mutations } from '@/lib/domain/mutations'

const id = '019aaaaa-0000-7000-8000-000000000001'
const fields = {
  amount: 255,
  currency: 'EUR',
  rate: null,
  payers: null,
  split: null,
  date: '2026-11-23',
  categoryId: id,
  note: 'milk',
}
const good = { walletId: id, id, fields }

function refusal(value: unknown): string[] {
  try {
    parse(mutations['expense.create'].input, value)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.code).toBe('invalid')
    return (error.fields ?? []).map(({ path, message }) => `${path} ${message}`.trim())
  }
  return []
}

describe('the input of a mutation', () => {
  it('is taken as it is when it is right, with ids in lower case and texts trimmed', () => {
    const loud = { ...good, id: id.toUpperCase(), fields: { ...fields, note: '  milk ' } }
    expect(parse(mutations['expense.create'].input, loud)).toEqual(good)
  })

  it.each<[unknown, string]>([
    [undefined, 'is missing'],
    [null, 'must be an object'],
    [[], 'must be an object'],
    [{ ...good, id: 'x' }, 'id must be a UUID'],
    [{ ...good, id: 7 }, 'id must be a text'],
    [{ ...good, extra: 1 }, 'extra is not a known field'],
    [
      JSON.parse(JSON.stringify(good).replace('{', '{"__proto__":1,')),
      '__proto__ is not a known field',
    ],
    [{ ...good, fields: { ...fields, amount: 2.5 } }, 'fields.amount must be a whole number'],
    [{ ...good, fields: { ...fields, amount: Number.NaN } }, 'fields.amount must be a number'],
    [{ ...good, fields: { ...fields, amount: undefined } }, 'fields.amount is missing'],
    [
      { ...good, fields: { ...fields, currency: 'EURO' } },
      'fields.currency must be an ISO 4217 currency code such as EUR',
    ],
    [
      { ...good, fields: { ...fields, date: '2026-02-30' } },
      'fields.date must be a date YYYY-MM-DD from 1900 to 2199',
    ],
    [
      { ...good, fields: { ...fields, note: 'a\u0000b' } },
      'fields.note must not contain control characters or line breaks',
    ],
    [{ ...good, fields: { ...fields, note: '\ud800' } }, 'fields.note must be well-formed Unicode'],
    [
      { ...good, fields: { ...fields, note: 'x'.repeat(501) } },
      'fields.note must have at most 500 characters',
    ],
    [{ ...good, fields: { ...fields, rate: '1' } }, 'fields.rate must be null'],
  ])('%j is refused: %s', (value, message) => {
    expect(refusal(value)).toEqual([message])
  })
})
