import { undo } from '@/components/parts/act/undoing'
import { showToast } from '@/components/ui/toast/toast-store'
import { noteAddedTo } from '@/lib/client/hooks/wallets'
import { mutate } from '@/lib/client/mutate'
import type { Row } from '@/lib/domain/entities'
import { inWords, type Read, saidWords } from './expense-values'

/**
 * Saves a new expense on this device; refusals are thrown as AppError. Answers what says so and offers to undo it: whoever
 * closes the form first has all of it drawn at once.
 */
export async function saveNew(
  wallet: Pick<Row<'wallet'>, 'id' | 'currency'>,
  id: string,
  value: Read,
  { category, locale }: { category: string | undefined; locale: string },
): Promise<() => void> {
  const { currency } = wallet
  const fields = { ...value, currency, rate: null, payers: null, split: null }
  const words = inWords(fields, category)
  const walletId = wallet.id
  await mutate('expense.create', { walletId, id, fields }, `Add ${words}`)
  return () => {
    noteAddedTo(walletId)
    showToast(
      `Saved ${saidWords(fields, category, locale)}`,
      undo(() => mutate('expense.delete', { walletId, id, seen: fields }, `Delete ${words}`)),
    )
  }
}
