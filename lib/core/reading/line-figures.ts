import { readAmount } from './amount'
import { isAnyCurrency, signPattern, signsOf } from './currency-signs'
import { plainFigures } from './figure'

/** A line in its words, each with the white space that stood before it. */
export type Words = readonly { text: string; gap: string }[]

/** A figure of a line that may be its amount: the words from `from` to before `to`. */
export type LineFigure = {
  from: number
  to: number
  /** In minor units. */
  amount: number
  /** 2 with decimals, a currency or a sum; 1 for a bare whole one; 0 for a measure ("1.5 l"), which is one only if nothing else is. */
  weight: 0 | 1 | 2
  /** Whether it names another currency than the one that is asked for. */
  foreign: boolean
}

/** The most words that one figure is made of, such as "- 1 234 567,50 US $". */
const mostWords = 9

const measures =
  /^(?:%|percent|[kmc]?g|[mcd]?l|[kcm]?m|km\/h|mi|h|hr|hrs|hours?|min|mins|minutes?|[kmgt]b|kwh|lbs?|oz|pcs|packs?|people|persons?|pax|nights?|days?|weeks?|months?|years?|x)$/i

/** A line as words; a sign of the currency that has a space in it ("F CFA") is one of them. */
export function wordsOf(line: string, currency: string): Words {
  const signs = signsOf(currency).filter((sign) => sign.includes(' '))
  const long = signs.map((sign) => sign.replace(/ /g, '\\s').replace(/\$/g, '\\$'))
  const word = new RegExp(`(\\s*)((?:${[...long, '\\S'].join('|')})+)`, 'g')
  return [...line.matchAll(word)].map(([, gap = '', text = '']) => ({ gap, text }))
}

/** The words of a line from one to before another, as they stood there. */
export function textOf(words: Words, from: number, to: number): string {
  return words
    .slice(from, to)
    .map(({ gap, text }, index) => (index === 0 ? text : gap + text))
    .join('')
}

/** All figures of a line that may be its amount. One that is part of a larger one is left out where that is surely meant. */
export function figuresIn(words: Words, currency: string): LineFigure[] {
  const marks = words.map(({ text }) => markOf(text, currency))
  const found: (LineFigure & { sure: boolean })[] = []
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= Math.min(words.length, from + mostWords); to++) {
      if (marks[to - 1] === 'word') break
      const figure = marks.slice(from, to).includes('figure') && read(words, from, to, currency)
      if (figure) found.push({ ...figure, sure: isSure(words, marks, from, to) })
    }
  }
  const isWithin = (one: LineFigure, other: LineFigure) =>
    one !== other && other.from <= one.from && one.to <= other.to
  return found.filter(
    (one) => !found.some((other) => isWithin(one, other) && (other.sure || !one.sure)),
  )
}

type Mark = 'figure' | 'currency' | 'operator' | 'word'

function markOf(text: string, currency: string): Mark {
  const plain = plainFigures(text)
  const bare = plain.replace(signPattern(currency), '')
  if (/^[-+]?$/.test(bare) && bare !== plain) return 'currency'
  if (isAnyCurrency(plain.replace(/^[-+]/, ''))) return 'currency'
  if (/^[-+*/()x]$/i.test(bare)) return 'operator'
  // Neither "7up" nor "#5", "14:30" or "50%".
  return /\d/.test(bare) && /^[\d.,'+\-*/()x]*$/i.test(withoutForeign(bare)) ? 'figure' : 'word'
}

const foreign = /(?<!\p{L})(?:\p{L}{0,3}\p{Sc}\p{L}{0,3}|\p{L}{2,3}\.?)(?!\p{L})/gu

function withoutForeign(plain: string): string {
  return plain.replace(foreign, (sign) => (isAnyCurrency(sign) ? '' : sign))
}

function read(words: Words, from: number, to: number, currency: string): LineFigure | undefined {
  const text = textOf(words, from, to).replace(/(?<=\d\s*)x(?=\s*\d)/gi, '*')
  const own = readAmount(text, currency)
  const bare = own.ok ? text : withoutForeign(plainFigures(text))
  const found = own.ok ? own : readAmount(bare, currency)
  if (!found.ok) return undefined
  const { amount, decimals, isSum, hasSign, fits } = found
  const isMeasure = !fits || measures.test(words[to]?.text ?? '')
  const strong = decimals > 0 || isSum || hasSign || !own.ok
  const weight = isMeasure && !hasSign ? 0 : strong ? 2 : 1
  return { from, to, amount, weight, foreign: !own.ok }
}

/**
 * Whether words that make one figure can be nothing else: a currency beside its figure, an unbroken space or an explicit
 * sign of a sum holds them together; an ordinary space within a figure does at the beginning of a line, where it has decimals or a currency.
 */
function isSure(words: Words, marks: readonly Mark[], from: number, to: number): boolean {
  const whole = from === 0 && to === words.length
  const text = plainFigures(textOf(words, from, to))
  const isProduct = /\d ?x ?\d/i.test(text)
  const grouped = from === 0 && !isProduct && /[.,]\d+$|[^\d.,]$|^[^\d.,+-]/.test(text)
  return marks.slice(from, to).every((mark, index) => {
    const { text = '', gap = '' } = words[from + index] ?? {}
    if (isProduct && mark !== 'currency') return false
    if (index === 0 || whole) return true
    const before = words[from + index - 1]?.text ?? ''
    if (mark === 'currency' || marks[from + index - 1] === 'currency') return true
    if (/[^ \t]/.test(gap) || /^[+*×÷()]/.test(text) || /[+*×÷(]$/.test(before)) return true
    return grouped && /^\d{3}/.test(text)
  })
}
