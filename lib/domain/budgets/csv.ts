import { csvLine, safeText } from '@/lib/core/csv'
import { toDecimal } from '@/lib/core/money'
import type { Row } from '../entities'

/** The columns of an export of budgets. What was published stays as it is and where it is; new ones come at the end. */
export const budgetColumns = [
  ...['id', 'name', 'wallet', 'categories', 'period', 'starts_on', 'rollover', 'since'],
  ...['currency', 'limit_from', 'limit'],
]

/** The first line of an export of budgets. */
export const budgetsHead = csvLine(budgetColumns)

type Exported = Pick<
  Row<'budget'>,
  'id' | 'name' | 'scope' | 'period' | 'startsOn' | 'rollover' | 'since' | 'currency'
>

/**
 * The lines of a budget, one for each of its limits, oldest first, and one where it has none: with the name of the wallet whose
 * own it is, and the names of its categories, a comma and a space between them; both empty where it is a person's own, and
 * where it counts everything. No limit from a date on is an empty cell. Pure.
 */
export function budgetRows(
  budget: Exported,
  limits: readonly Pick<Row<'limit'>, 'from' | 'amount'>[],
  names: { wallet: string; categories: readonly string[] },
): string {
  const { id, name, scope, period, startsOn, rollover, since, currency } = budget
  const categories = scope === 'all' ? '' : safeText(names.categories.join(', '))
  const cells = [
    ...[id, safeText(name), safeText(names.wallet), categories, period, String(startsOn)],
    ...[rollover, since, currency],
  ]
  const ordered = [...limits].sort((a, b) => (a.from < b.from ? -1 : 1))
  if (ordered.length === 0) return csvLine([...cells, '', ''])
  return ordered
    .map(({ from, amount }) =>
      csvLine([...cells, from, amount === null ? '' : toDecimal(amount, currency)]),
    )
    .join('')
}
