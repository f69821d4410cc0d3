import { amountProblem, decimalsOf, type ParsedAmount } from './money'

type Fraction = { top: bigint; bottom: bigint }
type Token = { kind: 'number'; value: Fraction } | { kind: 'sign'; value: string }

const longest = 100
const deepest = 20

class Unreadable extends Error {}

/**
 * Reads an amount as people type it into a form, by the rules of the contract: both decimal marks, thousands
 * marks, sums with + - * / and brackets, rounded half away from zero to the currency's decimals. Answers minor units.
 */
export function parseAmount(text: string, currency: string): ParsedAmount {
  try {
    const tokens = tokenize(text, currency)
    if (tokens.length === 0)
      return { ok: false, message: 'is missing: type a figure such as 12.50' }
    const amount = roundToMinor(evaluate(tokens), currency)
    const problem = amountProblem(amount, currency)
    return problem ? { ok: false, message: problem } : { ok: true, amount: Number(amount) }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, message: error.message }
    throw error
  }
}

function tokenize(text: string, currency: string): Token[] {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, westernFigure)
    .replace(/٫/g, '.')
    .replace(/[\s'’٬\p{Cf}]|[A-Z]{0,2}\p{Sc}[A-Z]{0,2}/gu, '')
    .replace(new RegExp(currency, 'gi'), '')
    .replace(/[×]/g, '*')
    .replace(/[÷]/g, '/')
    .replace(/[−–]/g, '-')
    .replace(/=$/, '')
  if (plain.length > longest) throw new Unreadable('is too long to read')
  const tokens: Token[] = []
  for (const [part] of plain.matchAll(/[\d.,]+|[^\d.,]/gu)) {
    if (/^[\d.,]+$/.test(part)) tokens.push({ kind: 'number', value: readNumber(part, currency) })
    else if ('+-*/()'.includes(part)) tokens.push({ kind: 'sign', value: part })
    else throw new Unreadable(`cannot be read at “${part}”`)
  }
  return tokens
}

/** The noughts of the scripts that browsers show figures in, beside the western ones; the other nine follow each. */
const noughts = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040]

function westernFigure(figure: string): string {
  const code = figure.codePointAt(0) ?? 0
  const nought = noughts.find((zero) => code >= zero && code < zero + 10)
  return nought === undefined ? figure : String(code - nought)
}

/** One number with its marks. A group after a leading 0 ("0,125") cannot be thousands, so there the mark is the decimal one. */
function readNumber(part: string, currency: string): Fraction {
  const marks = [...part.matchAll(/[.,]/g)].map((match) => match[0])
  const last = marks.at(-1)
  if (last === undefined) return fraction(part, '')
  const at = part.lastIndexOf(last)
  const before = part.slice(0, at)
  const after = part.slice(at + 1)
  const same = marks.every((mark) => mark === last)
  if (same && (marks.length > 1 || isThousands(before, after, currency))) {
    return fraction(ungroup(part, last), '')
  }
  const other = last === ',' ? '.' : ','
  return fraction(same ? before : ungroup(before, other), after)
}

function isThousands(before: string, after: string, currency: string): boolean {
  return after.length === 3 && /[1-9]/.test(before[0] ?? '') && decimalsOf(currency) !== 3
}

// Groups of three, or of two before the last one, as India writes lakhs.
function ungroup(digits: string, mark: string): string {
  const groups = digits.split(mark)
  const regular = groups.every((group, index) => {
    if (index === 0) return /^\d+$/.test(group)
    return index === groups.length - 1 ? /^\d{3}$/.test(group) : /^\d{2,3}$/.test(group)
  })
  if (!regular) throw new Unreadable('has marks in places where they cannot be read')
  return groups.join('')
}

function fraction(whole: string, decimals: string): Fraction {
  if (whole === '' && decimals === '') throw new Unreadable('has a mark without figures')
  return { top: BigInt(`${whole}${decimals}` || '0'), bottom: 10n ** BigInt(decimals.length) }
}

function evaluate(tokens: Token[]): Fraction {
  let at = 0
  const sign = () => {
    const token = tokens[at]
    return token?.kind === 'sign' ? token.value : undefined
  }
  const factor = (depth: number): Fraction => {
    if (depth > deepest) throw new Unreadable('has too many brackets')
    const token = tokens[at++]
    if (token === undefined) throw new Unreadable('ends in the middle of a sum')
    if (token.kind === 'number') return token.value
    if (token.value === '-' || token.value === '+') {
      const value = factor(depth + 1)
      return token.value === '-' ? { top: -value.top, bottom: value.bottom } : value
    }
    if (token.value !== '(') throw new Unreadable(`cannot be read at “${token.value}”`)
    const value = sum(depth + 1)
    if (sign() !== ')') throw new Unreadable('has a bracket that is not closed')
    at++
    return value
  }
  const product = (depth: number): Fraction => {
    let left = factor(depth)
    for (let next = sign(); next === '*' || next === '/'; next = sign()) {
      at++
      const right = factor(depth)
      if (next === '/' && right.top === 0n) throw new Unreadable('divides by 0')
      left =
        next === '*'
          ? { top: left.top * right.top, bottom: left.bottom * right.bottom }
          : { top: left.top * right.bottom, bottom: left.bottom * right.top }
    }
    return left
  }
  const sum = (depth: number): Fraction => {
    let left = product(depth)
    for (let next = sign(); next === '+' || next === '-'; next = sign()) {
      at++
      const right = product(depth)
      const signed = next === '+' ? right.top : -right.top
      left = {
        top: left.top * right.bottom + signed * left.bottom,
        bottom: left.bottom * right.bottom,
      }
    }
    return left
  }
  const value = sum(0)
  if (at < tokens.length) throw new Unreadable('cannot be read to its end')
  return value
}

/** Half away from zero: 2.345 becomes 2.35, -2.345 becomes -2.35. */
function roundToMinor({ top, bottom }: Fraction, currency: string): bigint {
  const scaled = top * 10n ** BigInt(decimalsOf(currency))
  const negative = scaled < 0n !== bottom < 0n
  const size = scaled < 0n ? -scaled : scaled
  const by = bottom < 0n ? -bottom : bottom
  const rounded = (2n * size + by) / (2n * by)
  return negative ? -rounded : rounded
}
