import * as z from 'zod/mini'
import { entity } from '../entity'
import { currencyField, dateField, idField, lineField, minorField } from '../fields'
import { longestNote } from './rules'

/**
 * One expense. The money unit is merged as a whole, so that a sum always holds together; its rate, payers and
 * split stay null (in the wallet's currency, paid by its author, unsplit) until those features come.
 */
export const expense = entity({
  money: z.strictObject({
    amount: minorField,
    currency: currencyField,
    rate: z.null(),
    payers: z.null(),
    split: z.null(),
  }),
  date: z.strictObject({ date: dateField }),
  category: z.strictObject({ categoryId: idField }),
  note: z.strictObject({ note: lineField(longestNote, { empty: true }) }),
})
