import { amountProblem, decimalsOf, type ParsedAmount } from '../money'
import { evaluate, roundedTo, type Token, Unreadable } from '../sum'
import { isAnyCurrency, signPattern } from './currency-signs'
import { numberPattern, plainFigures, readNumber } from './figure'

const longest = 100

/** Stands where the currency's sign was, so that it is seen between which figures. */
const sign = '¤'
const part = new RegExp(`${numberPattern}|[^\\d.,]`, 'gu')

/** An amount as it was read, with what is told of it by the way it was written. */
export type ReadAmount = {
  ok: true
  /** In minor units. */
  amount: number
  /** The most decimals of its numbers. */
  decimals: number
  /** Whether it is written as an amount of the currency would be: with no more decimals, and not as 24/7 or 7-11. */
  fits: boolean
  /** By + or *; a whole figure over or minus another one is more likely a date or a name ("24/7", "7-11"). */
  isSum: boolean
  hasSign: boolean
}

/**
 * Reads an amount as people type it into a form, by the rules of the contract: both decimal marks, thousands marks, the
 * currency's code and signs, sums with + - * / and brackets, rounded half away from zero to the currency's decimals.
 * Answers minor units.
 */
export function parseAmount(text: string, currency: string): ParsedAmount {
  const read = readAmount(text, currency)
  return read.ok ? { ok: true, amount: read.amount } : read
}

/** Reads an amount as `parseAmount` does, and tells how it was written. */
export function readAmount(
  text: string,
  currency: string,
): ReadAmount | { ok: false; message: string } {
  try {
    const { tokens, hasSign } = tokenize(text, currency)
    if (tokens.length === 0)
      return { ok: false, message: 'is missing: type a figure such as 12.50' }
    const amount = roundedTo(10n ** BigInt(decimalsOf(currency)), evaluate(tokens))
    const problem = amountProblem(amount, currency)
    if (problem) return { ok: false, message: problem }
    const numbers = tokens.flatMap((token) => (token.kind === 'number' ? [token.value] : []))
    const decimals = Math.max(...numbers.map(({ bottom }) => String(bottom).length - 1))
    const isSum = numbers.length > 1 && tokens.some(({ value }) => value === '+' || value === '*')
    const fits = decimals <= decimalsOf(currency) && (isSum || decimals > 0 || numbers.length === 1)
    return { ok: true, amount: Number(amount), decimals, fits, isSum, hasSign }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, message: error.message }
    throw error
  }
}

function tokenize(text: string, currency: string): { tokens: Token[]; hasSign: boolean } {
  if (text.length > 4 * longest) throw new Unreadable('is too long to read')
  const read = plainFigures(text)
  const bare = withoutSigns(read, currency)
  const plain = bare.replace(/= *$/, '').trim()
  if (plain.length > longest) throw new Unreadable('is too long to read')
  const tokens: Token[] = []
  for (const [token] of plain.matchAll(part)) {
    if (/^[\d.,]/.test(token)) tokens.push({ kind: 'number', value: readNumber(token, currency) })
    else if ('+-*/()'.includes(token)) tokens.push({ kind: 'sign', value: token })
    else if (token !== ' ') throw new Unreadable(unreadable(token, plain, currency))
  }
  return { tokens, hasSign: bare !== read }
}

function withoutSigns(plain: string, currency: string): string {
  if (!/[^\d.,+\-*/() ']/.test(plain)) return plain
  const marked = plain.replace(signPattern(currency), sign)
  if (/[\d.,] *¤+ *[\d.,]/.test(marked)) {
    throw new Unreadable('has a currency between figures')
  }
  const bare = marked.replaceAll(sign, ' ')
  // Frisian writes the minus of an amount behind it.
  return marked === plain ? bare : bare.replace(/^([ \d.,']*\d) ?-( *)$/, '-$1')
}

function unreadable(token: string, plain: string, currency: string): string {
  const words = plain.match(/[\p{L}\p{Sc}]+/gu) ?? []
  return words.some(isAnyCurrency)
    ? `is in another currency: here it is ${currency}`
    : `cannot be read at “${token}”`
}
