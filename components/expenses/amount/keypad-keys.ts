import { decimalsOf } from '@/lib/core/money'

/** A text in an input, and what of it is selected. */
export type Entry = { text: string; from: number; to: number }

export const backspace = 'backspace'

const signs = '+−×÷'

/** The keys of the keypad, row by row: those of a telephone, the decimal mark of a locale, and the four signs of a sum. */
export function keypadRows(currency: string, locale: string): string[][] {
  return [
    ['1', '2', '3', '÷'],
    ['4', '5', '6', '×'],
    ['7', '8', '9', '−'],
    [decimalsOf(currency) === 0 ? '00' : decimalMark(locale), '0', backspace, '+'],
  ]
}

/**
 * What stands in an amount after a key was pressed. A sign that follows another one takes its place, a number gets one
 * decimal mark, and only a minus can begin an amount. Pure.
 */
export function pressKey({ text, from, to }: Entry, key: string): Entry {
  const after = text.slice(to)
  const at = (before: string): Entry => {
    return { text: before + after, from: before.length, to: before.length }
  }
  const before = text.slice(0, from)
  if (key === backspace) return at(from < to ? before : [...before].slice(0, -1).join(''))
  if (signs.includes(key)) {
    const bare = before.replace(/[-+*/−×÷]+$/u, '')
    return at(bare === '' && key !== '−' ? '' : bare + key)
  }
  const number = /[\d.,]*$/.exec(before)?.[0] ?? ''
  if (/[.,]/.test(key) && number.includes(key)) return at(before)
  return at(before + key)
}

function decimalMark(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  const mark = parts.find(({ type }) => type === 'decimal')?.value
  return mark === ',' ? ',' : '.'
}
