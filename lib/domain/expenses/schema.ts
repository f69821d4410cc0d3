import * as z from 'zod/mini'
import { foldText } from '@/lib/core/text'
import { type Entity, entity } from '../entity'
import { currencyField, dateField, idField, lineField, minorField } from '../fields'
import { byField, whole } from '../unit'
import { deriveExpense, guardExpense } from './guard'
import { longestNote } from './rules'

const units = {
  money: whole(
    {
      amount: minorField,
      currency: currencyField,
      rate: z.null(),
      payers: z.null(),
      split: z.null(),
    },
    { displaced: 'decide', called: 'Amount' },
  ),
  date: byField({ date: dateField }, { displaced: 'decide', called: 'Date' }),
  category: byField({ categoryId: idField }, { displaced: 'tell', called: 'Category' }),
  note: byField(
    { note: lineField(longestNote, { empty: true }) },
    { displaced: 'tell', called: 'Note' },
  ),
}

/**
 * One expense. Its sum always holds together: rate, payers and split stay null (in the wallet's currency, paid by its author,
 * unsplit) until those features come.
 */
export const expense: Entity<typeof units> = entity({
  spaces: ['wallet'],
  units,
  writer: 'editor',
  paged: true,
  moves: true,
  deletion: 'decide',
  derived: ({ note }) => (note === undefined ? {} : { noteSearch: foldText(note) }),
  derive: deriveExpense,
  guard: guardExpense,
})
