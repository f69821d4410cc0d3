import { describe, expect, it } from 'vitest'
import { whyRefused } from '@/components/inbox/why-refused'
import { AppError, invalidField } from '@/lib/core/errors'
import { invalidFields } from '@/lib/core/parse'
import { checkMoney } from '@/lib/domain/expenses/rules'

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
    const inWallet = (path: string) => invalidField(path, 'is not a category of this wallet')
    const cases: [error: AppError, words: string][] = [
      [
        refusalOf(() => checkMoney({ amount: 1, currency: 'EUR' }, 'CHF')),
        'The wallet is in CHF now.',
      ],
      [
        refusalOf(() => checkMoney({ amount: 0, currency: 'EUR' }, 'EUR')),
        'The amount must not be 0.',
      ],
      [inWallet('categoryId'), 'The category is not in this wallet any more.'],
      [inWallet('mergedInto'), 'The category to merge into is not in this wallet any more.'],
      [invalidField('to.walletId', 'must be another wallet'), 'It is in that wallet already.'],
      [new AppError('moved'), 'It was moved to another wallet.'],
      [new AppError('not_found'), 'It is not there any more, or the wallet is no longer yours.'],
      [new AppError('not_found', 'There is no such wallet.'), 'There is no such wallet.'],
    ]
    for (const [error, words] of cases) expect(whyRefused(error)).toBe(words)
  })

  it('names a field that people know, and no other one', () => {
    const note = { path: 'changes.note.to.note', message: 'must have at most 500 characters' }
    expect(whyRefused(invalidFields([note]))).toBe('The note must have at most 500 characters.')
    const other = { path: 'seen.kept', message: 'is missing' }
    expect(whyRefused(invalidFields([other]))).toBe('Something in it does not fit any more.')
  })
})
