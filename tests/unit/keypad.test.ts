import { describe, expect, it } from 'vitest'
import { backspace, keypadRows, pressKey } from '@/components/expenses/amount/keypad-keys'

function typed(keys: readonly string[], text = '') {
  const start = { text, from: text.length, to: text.length }
  return keys.reduce(pressKey, start).text
}

describe('the keypad', () => {
  it.each([
    [['1', '2', ',', '5', '0'], '12,50'],
    [['1', '2', '+', '3', '.', '5', '×', '2'], '12+3.5×2'],
    [['−', '5'], '−5'],
    [['+', '÷', '×', '5'], '5'],
    [['5', '+', '×', '2'], '5×2'],
    [['1', ',', '5', ',', '0'], '1,50'],
    [['1', ',', '5', '+', '2', ',', '5'], '1,5+2,5'],
    [['1', '2', backspace, '3'], '13'],
    [[backspace], ''],
    [['1', '00'], '100'],
  ])('%j writes %s', (keys, text) => {
    expect(typed(keys)).toBe(text)
  })

  it('writes and removes where the caret stands', () => {
    expect(pressKey({ text: '15', from: 1, to: 1 }, '2')).toEqual({ text: '125', from: 2, to: 2 })
    expect(pressKey({ text: '125', from: 1, to: 3 }, backspace).text).toBe('1')
    expect(pressKey({ text: '125', from: 1, to: 2 }, '9').text).toBe('195')
    expect(pressKey({ text: '12', from: 0, to: 0 }, backspace).text).toBe('12')
  })

  it('has the mark of the locale, and two zeros where a currency has no decimals', () => {
    expect(keypadRows('EUR', 'de-DE')[3]?.[0]).toBe(',')
    expect(keypadRows('EUR', 'en-GB')[3]?.[0]).toBe('.')
    expect(keypadRows('JPY', 'ja-JP')[3]?.[0]).toBe('00')
  })
})
