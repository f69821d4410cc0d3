import { csvLine, safeText } from '@/lib/core/csv'
import { toDecimal } from '@/lib/core/money'
import type { Row } from '../entities'

/** The columns of an export. What was published stays as it is and where it is; new ones come at the end. */
export const csvColumns = [
  ...['id', 'date', 'amount', 'currency', 'category', 'note', 'wallet', 'payer'],
  ...['created_at', 'updated_at'],
]

/** The first line of an export. */
export const csvHead = csvLine(csvColumns)

type Exported = Pick<
  Row<'expense'>,
  'id' | 'date' | 'amount' | 'currency' | 'note' | 'createdAt' | 'updatedAt'
>

/**
 * The line of an expense, with the names of its category, its wallet and who paid: the amount as a plain decimal with a
 * dot, dates as ISO 8601 has them, and no text that a spreadsheet would run. Pure.
 */
export function csvRow(
  expense: Exported,
  names: { category: string; wallet: string; payer: string },
): string {
  const { id, date, amount, currency, note, createdAt, updatedAt } = expense
  const [category, text, wallet, payer] = [names.category, note, names.wallet, names.payer].map(
    safeText,
  ) as [string, string, string, string]
  const figure = toDecimal(amount, currency)
  return csvLine([
    ...[id, date, figure, currency, category, text, wallet, payer],
    ...[createdAt, updatedAt],
  ])
}
