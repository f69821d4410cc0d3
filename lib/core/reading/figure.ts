import { decimalsOf } from '../money'
import { type Fraction, Unreadable } from '../sum'

/**
 * A text in the characters that figures are read in: western figures, plain spaces and minuses, no marks of direction. A
 * figure that is raised or in a circle stays as it is, so that 5² is not 52.
 */
export function plainFigures(text: string): string {
  return (
    text
      .replace(/[^\p{No}]+/gu, (part) => part.normalize('NFKC'))
      .replace(/\p{Cf}/gu, '')
      .replace(/\p{Nd}/gu, westernFigure)
      .replace(/٫/g, '.')
      .replace(/،/g, ',')
      .replace(/[’‘٬]/g, "'")
      .replace(/[×]/g, '*')
      .replace(/÷/g, '/')
      .replace(/[−–‐‑‒]/g, '-')
      .replace(/\s/g, ' ')
      // Cape Verde's own decimal mark.
      .replace(/(?<=\d)\$(?=\d{2,4}(?!\d))/g, '.')
  )
}

// The figures of a script follow each other from its nought on.
function westernFigure(figure: string): string {
  const code = figure.codePointAt(0) ?? 0
  let value = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
  return String(value % 10)
}

/** What a number looks like in `plainFigures`, with all that may separate its groups. */
export const numberPattern = "[\\d.,]+(?:[ ']+[\\d.,]+)*"

/**
 * One number with its marks, by the rules of the contract; throws `Unreadable`. Spaces and apostrophes separate groups of
 * three. A group after a leading 0 ("0,125") cannot be thousands, so there the mark is the decimal one.
 */
export function readNumber(part: string, currency: string): Fraction {
  if (/[ ']/.test(part)) return readSpaced(part)
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

function readSpaced(part: string): Fraction {
  const [, whole = '', decimals = ''] =
    /^([1-9]\d{0,2}(?:(?: \d{3})+|(?:'\d{3})+))(?:[.,](\d*))?$/.exec(part) ?? []
  if (!whole) throw new Unreadable('has gaps in places where they cannot be read')
  return fraction(whole.replace(/[ ']/g, ''), decimals)
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
