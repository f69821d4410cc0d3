import { formatMoney } from '@/lib/core/money'
import { canonicalId } from '@/lib/domain/categories/rules'
import { type EntityName, entityOf, type Row } from '@/lib/domain/entities'
import type { Values } from '@/lib/domain/merge'
import { budgetFieldWords } from './budget-words'
import { calendarWords } from './date-words'

/** What values need to be said in a person's own words. */
export type WordsContext = {
  currency: string
  today: string
  locale: string
  categories: ReadonlyMap<string, Row<'category'>> | undefined
}

/** What people call a unit: "Amount". */
export function unitName(entity: EntityName, unit: string): string {
  return entityOf(entity).units[unit]?.called ?? unit
}

/** The value of a unit in words, such as "€2.55" or "Groceries"; of several units, one after the other. */
export function valueWords(values: Values, context: WordsContext): string {
  const { currency, today, locale, categories } = context
  const words = Object.entries(values).map(([field, value]): string => {
    if (value === null) return nothingWords[field] ?? ''
    if (field === 'amount') {
      return formatMoney(Number(value), String(values.currency ?? currency), locale)
    }
    if (field === 'currency') return 'amount' in values ? '' : String(value)
    if (field === 'date' || field === 'since') return calendarWords(String(value), today, locale)
    if (field === 'categoryId') return nameOf(String(value), categories)
    if (field === 'mergedInto') return `Merged into ${nameOf(String(value), categories)}`
    if (field === 'archived') return value ? 'Archived' : 'In use'
    if (field === 'position') return `Number ${Number(value) + 1}`
    if (field === 'note' && value === '') return 'No note'
    return budgetFieldWords(field, value) ?? String(value)
  })
  return words.filter(Boolean).join(', ')
}

const nothingWords: Record<string, string> = { mergedInto: 'On its own', amount: 'No limit' }

function nameOf(id: string, categories: WordsContext['categories']): string {
  return categories?.get(canonicalId(categories, id))?.name ?? 'a category'
}
