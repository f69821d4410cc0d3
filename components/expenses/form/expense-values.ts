import type { TileCategory } from '@/components/parts/category/category-tile'
import { isCalendarDate } from '@/lib/core/dates'
import { AppError } from '@/lib/core/errors'
import type { FormState } from '@/lib/core/form'
import { formatMoney, type ParsedAmount, toDecimal } from '@/lib/core/money'
import { oneLine } from '@/lib/core/one-line'
import { apart } from '@/lib/core/text'
import { byPlace, canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'

/** What the form holds, as typed; `categoryId` is empty until one is chosen. */
export type Typed = { amount: string; categoryId: string; date: string; note: string }

/** The same once it can be saved: minor units, and a note as one line. */
export type Read = { amount: number; categoryId: string; date: string; note: string }

/** Reads the form with its amount, or says what is wrong with which field. */
export function readForm(
  typed: Typed,
  amount: ParsedAmount,
): { ok: true; value: Read } | { ok: false; problems: FormState } {
  const note = oneLine(typed.note)
  const fields: Record<string, string> = {
    ...(!amount.ok && { amount: `The amount ${amount.message}.` }),
    ...(!typed.categoryId && { categoryId: 'Choose a category.' }),
    ...(!isCalendarDate(typed.date) && { date: 'Choose a date from 1900 to 2199.' }),
  }
  if (!amount.ok || Object.keys(fields).length > 0) return { ok: false, problems: { fields } }
  const { categoryId, date } = typed
  return { ok: true, value: { amount: amount.amount, categoryId, date, note } }
}

const formFields = ['amount', 'categoryId', 'date', 'note']

/** A refusal in the form's own terms: sentences at the fields it names, else one for the whole form. */
export function problemsOf(error: unknown): FormState {
  if (!(error instanceof AppError)) {
    return { message: 'It could not be saved on this device. Nothing you typed is lost.' }
  }
  const fields: Record<string, string> = {}
  for (const { path, message } of error.fields ?? []) {
    const name = path.split('.').at(-1) ?? ''
    if (formFields.includes(name)) fields[name] = `This ${message}.`
  }
  return Object.keys(fields).length > 0 ? { fields } : { message: error.message }
}

type Categories = ReadonlyMap<string, Row<'category'>>

/** The categories to choose from, in their order; the one an expense already has stays among them, archived or not. */
export function choices(all: Categories, current?: string): TileCategory[] {
  const keep = current && canonicalId(all, current)
  return [...all.values()]
    .filter((one) => one.id === keep || (!one.deletedAt && !one.archived && !one.mergedInto))
    .sort(byPlace)
}

/** Categories in the order of some ids; those that are not among them come after, as they were. */
export function inOrder(
  categories: readonly TileCategory[],
  ids: readonly string[],
): TileCategory[] {
  const place = new Map(ids.map((id, index) => [id, index]))
  const at = ({ id }: TileCategory) => place.get(id) ?? ids.length
  return [...categories].sort((a, b) => at(a) - at(b))
}

/** One expense in a few words, as lists of waiting changes show it: "2.55 EUR, Groceries, milk". */
export function inWords(
  { amount, note, currency }: { amount: number; note: string; currency: string },
  category: string | undefined,
): string {
  return [`${toDecimal(amount, currency)} ${currency}`, category && apart(category), apart(note)]
    .filter(Boolean)
    .join(', ')
}

/** One expense as it is said to its person: "€2.55 Groceries". */
export function saidWords(
  { amount, currency }: { amount: number; currency: string },
  category: string | undefined,
  locale: string,
): string {
  return `${formatMoney(amount, currency, locale)} ${category ?? ''}`.trim()
}

type Copied = Pick<Row<'expense'>, 'spaceId' | 'amount' | 'currency' | 'note'>

/** Where the form for a new expense opens with what another one holds, in its wallet, at today. */
export function duplicateHref(
  { spaceId: wallet, amount, currency, note }: Copied,
  category = '',
): string {
  const fields = { amount: toDecimal(amount, currency), category, note, wallet }
  return `/add?${new URLSearchParams(fields)}`
}
