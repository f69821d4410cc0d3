/** A sum that cannot be worked out, with a sentence part that says why. */
export class Unreadable extends Error {}

/** An exact number: `top` over `bottom`. */
export type Fraction = { top: bigint; bottom: bigint }

/** A part of a sum as it was typed: a number, or one of + - * / and the brackets. */
export type Token = { kind: 'number'; value: Fraction } | { kind: 'sign'; value: string }

const deepest = 20

/** What a sum of + - * / and brackets comes to, exactly; throws `Unreadable` where it is not one. */
export function evaluate(tokens: readonly Token[]): Fraction {
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

/** A fraction as a whole number of parts, of which one makes `scale`; half away from zero: 2.345 becomes 2.35, -2.345 becomes -2.35. */
export function roundedTo(scale: bigint, { top, bottom }: Fraction): bigint {
  const scaled = top * scale
  const negative = scaled < 0n !== bottom < 0n
  const size = scaled < 0n ? -scaled : scaled
  const by = bottom < 0n ? -bottom : bottom
  const rounded = (2n * size + by) / (2n * by)
  return negative ? -rounded : rounded
}
