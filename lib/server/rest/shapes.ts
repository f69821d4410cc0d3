import 'server-only'
import * as z from 'zod'
import { isMonth } from '@/lib/core/dates'
import { longestNote } from '@/lib/domain/expenses/rules'
import { currencyField, dateField, idField, lineField } from '@/lib/domain/fields'

type Meta = { description?: string; format?: string; examples?: unknown[]; pattern?: string }

/** Adds what OpenAPI says of a schema of the domain, which carries no words itself. */
export function described<S extends z.core.$ZodType>(schema: S, meta: Meta): S {
  z.globalRegistry.add(schema, meta)
  return schema
}

described(idField, { format: 'uuid' })
described(dateField, { format: 'date', examples: ['2026-11-23'] })
described(currencyField, { description: 'ISO 4217', examples: ['EUR'] })

/** A UUID in an answer. */
export const uuid = z.string().meta({ format: 'uuid' })

/** An instant in an answer, ISO 8601 in UTC. */
export const instant = z.string().meta({ format: 'date-time' })

/** A decimal in an answer, with exactly its currency's decimals. */
export const decimal = z.string().meta({ examples: ['12.50'] })

/** An amount in a request: a decimal text or number; the wallet's currency decides how many decimals it can have. */
export const amountInput = z.union([z.string().max(40), z.number()]).meta({
  description:
    'Never 0, within ±10^13 minor units: ±100000000000.00 where the currency has two decimals; negative is a refund',
  examples: ['12.50'],
})

/** A note in a request. */
export const noteInput = described(lineField(longestNote, { empty: true }), {
  description: `One line, at most ${longestNote} characters`,
})

/** The parameters of a path with an id. */
export const idParams = z.strictObject({ id: idField })

/** Which wallet an id belongs to, where several have it. */
export const walletQuery = z.strictObject({ walletId: z.optional(idField) })

/** A month in a query. */
export const monthQuery = z
  .string()
  .refine(isMonth, 'must be a month YYYY-MM from 1900 to 2199')
  .meta({ examples: ['2026-11'] })

/** A whole number in a query, within bounds. */
export function wholeQuery(least: number, most: number) {
  return z
    .string()
    .refine((text) => isWhole(text, least, most), `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .meta({ type: 'integer', minimum: least, maximum: most })
}

function isWhole(text: string, least: number, most: number): boolean {
  return /^\d{1,16}$/.test(text) && Number(text) >= least && Number(text) <= most
}

/** A decimal in a query, such as a bound on amounts; it stays a text, as a float would not be exact. */
export const decimalQuery = z
  .string()
  .refine((text) => /^-?\d{1,14}(\.\d{1,4})?$/.test(text), 'must be a decimal number such as 12.50')
  .meta({ type: 'number' })

/** The shape of a list's answer. */
export function listOf<S extends z.ZodType>(item: S) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() })
}
