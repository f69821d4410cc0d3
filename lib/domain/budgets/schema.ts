import * as z from 'zod/mini'
import { type Entity, entity } from '../entity'
import { currencyField, dateField, idField, lineField, minorField } from '../fields'
import { byField, set, whole } from '../unit'
import { deriveLimit, guardBudget, guardLimit } from './guard'
import { firstSince, mostCounted, periodKinds, rollovers, scopes } from './rules'

const counted = z.strictObject({ walletId: idField, categoryId: idField })
const startsOn = z
  .int('must be a whole number from 1 to 31')
  .check(
    z.gte(1, 'must be a whole number from 1 to 31'),
    z.lte(31, 'must be a whole number from 1 to 31'),
  )

/** When a budget begins. */
export const sinceField = dateField.check(
  z.refine((date) => date >= firstSince, `must be ${firstSince} or later`),
)

const budgetUnits = {
  name: byField({ name: lineField(60) }, { displaced: 'tell', called: 'Name of the budget' }),
  scope: byField(
    { scope: z.enum(scopes) },
    { displaced: 'tell', called: 'What the budget counts' },
  ),
  categories: set(
    { categories: z.array(counted).check(z.maxLength(mostCounted)) },
    { called: 'Categories of the budget' },
  ),
  period: whole(
    { period: z.enum(periodKinds), startsOn },
    { displaced: 'tell', called: 'Period of the budget' },
  ),
  rollover: byField(
    { rollover: z.enum(rollovers) },
    { displaced: 'tell', called: 'What the budget carries over' },
  ),
  since: byField({ since: sinceField }, { displaced: 'tell', called: 'Beginning of the budget' }),
  currency: byField({ currency: currencyField }),
}

/**
 * What may be spent per period: in a user's own space of all that is theirs, in a wallet of what is spent in it. `chosen`
 * counts its `categories` alone. Weeks begin on the weekday `startsOn`, the rest on that day of a month; quarters and years
 * begin in the month in which `since` is, whose period is the first that is counted.
 */
export const budget: Entity<typeof budgetUnits> = entity({
  spaces: ['wallet', 'user'],
  units: budgetUnits,
  writer: 'editor',
  guard: guardBudget,
})

/** A limit in minor units of a currency; null is none. */
export const limitMoney = { amount: z.nullable(minorField), currency: currencyField }

const limitUnits = {
  subject: whole({ budgetId: idField, from: dateField }),
  money: whole(limitMoney, { displaced: 'decide', called: 'Limit' }),
}

/** The limit of a budget for its periods that begin on `from` or later, until the next one. */
export const limit: Entity<typeof limitUnits> = entity({
  spaces: ['wallet', 'user'],
  units: limitUnits,
  writer: 'editor',
  derive: deriveLimit,
  guard: guardLimit,
})
