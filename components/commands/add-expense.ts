import { inWords, saidWords } from '@/components/words/expense-words'
import { noteAddedTo } from '@/lib/client/hooks/wallets'
import { changeOf } from '@/lib/client/mutate'
import type { Row } from '@/lib/domain/entities'
import type { Args } from '@/lib/domain/mutations'
import type { Command } from './perform'

type Typed = Pick<Args<'expense.create'>['fields'], 'amount' | 'categoryId' | 'date' | 'note'>

/** Adds an expense, paid by its author. The id is made once for all tries, so that none saves it twice. */
export function addExpense(
  { id: walletId, currency }: Pick<Row<'wallet'>, 'id' | 'currency'>,
  id: string,
  value: Typed,
  { category, locale }: { category: string | undefined; locale: string },
): Command {
  const fields = { ...value, currency, rate: null, payers: null, split: null }
  const words = inWords(fields, category)
  const change = changeOf('expense.create', { walletId, id, fields }, `Add ${words}`)
  const back = changeOf('expense.delete', { walletId, id, seen: fields }, `Delete ${words}`)
  return {
    steps: [{ change, back: [back] }],
    said: `Saved ${saidWords(fields, category, locale)}`,
    after: () => noteAddedTo(walletId),
  }
}
