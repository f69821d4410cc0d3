import { describe, expect, it } from 'vitest'
import { whyRefused } from '@/components/words/refusal-words'
import { AppError, toldOf } from '@/lib/core/errors'
import { invalidFields } from '@/lib/core/parse'
import { checkMoney } from '@/lib/domain/expenses/guard'
import { reasonWords, refused } from '@/lib/domain/reasons'

function refusalOf(work: () => void): AppError {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('Nothing was refused.')
}

describe('why a change was not taken', () => {
  it('is said without the names that scripts use', () => {
    const cases: [error: AppError, words: string][] = [
      [
        refusalOf(() => checkMoney({ amount: 1, currency: 'EUR' }, 'CHF')),
        'The wallet is in CHF now.',
      ],
      [
        refusalOf(() => checkMoney({ amount: 0, currency: 'EUR' }, 'EUR')),
        'The amount must not be 0.',
      ],
      [
        refused('category_unknown', {}, 'categoryId'),
        'The category is not in this wallet any more.',
      ],
      [
        refused('merge_unknown', {}, 'mergedInto'),
        'The category to merge into is not in this wallet any more.',
      ],
      [refused('wallet_same', {}, 'to.walletId'), 'It is in that wallet already.'],
      [new AppError('moved'), 'It was moved to another wallet.'],
      [new AppError('not_found'), 'It is not there any more, or the wallet is no longer yours.'],
      [refused('wallet_missing'), 'There is no such wallet.'],
    ]
    for (const [error, words] of cases) expect(whyRefused(error)).toBe(words)
  })

  it('names a field that people know, and no other one', () => {
    const note = { path: 'changes.note.to.note', message: 'must have at most 500 characters' }
    expect(whyRefused(invalidFields([note]))).toBe('The note must have at most 500 characters.')
    const other = { path: 'seen.kept', message: 'is missing' }
    expect(whyRefused(invalidFields([other]))).toBe('Something in it does not fit any more.')
  })

  it('is said in the words of this version, whatever sentence came with its reason', () => {
    const told = toldOf(refused('currency_wallets', { currency: 'JPY' }, 'currency'))
    const older = { ...told, message: 'A sentence of another version', fields: [] }
    expect(whyRefused(JSON.parse(JSON.stringify(older)))).toBe('The wallet is in JPY now.')
  })

  it('is what the server said where this version does not know the reason, or none came', () => {
    const newer = { code: 'in_use', message: 'It is used elsewhere.', reason: { name: 'later' } }
    expect(reasonWords(newer.reason)).toBeUndefined()
    expect(whyRefused(newer)).toBe('It is used elsewhere.')
    expect(whyRefused({ code: 'in_use', message: 'It is used' })).toBe('It is used.')
  })
})
