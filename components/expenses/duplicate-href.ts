import { toDecimal } from '@/lib/core/money'
import type { Row } from '@/lib/domain/entities'

type Copied = Pick<Row<'expense'>, 'spaceId' | 'amount' | 'currency' | 'note'>

/** Where the form for a new expense opens with what another one holds, in its wallet, at today. */
export function duplicateHref(
  { spaceId: wallet, amount, currency, note }: Copied,
  category = '',
): string {
  const fields = { amount: toDecimal(amount, currency), category, note, wallet }
  return `/add?${new URLSearchParams(fields)}`
}
