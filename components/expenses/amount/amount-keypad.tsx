'use client'

import { Delete } from 'lucide-react'
import { useHere } from '@/components/parts/here'
import { backspace, keypadRows, pressKey } from './keypad-keys'

const names: Record<string, string> = {
  '÷': 'Divided by',
  '×': 'Times',
  '−': 'Minus',
  '+': 'Plus',
  ',': 'Decimal comma',
  '.': 'Decimal point',
  [backspace]: 'Remove the last figure',
}

const keyClass =
  'figures grid h-12 touch-manipulation place-items-center border-line text-lg select-none active:bg-accent-tint not-last:border-r [@media(max-height:44rem)]:h-11'

/** The keys for an amount on a touch screen, sums included; they write where the caret of the amount stands. */
export function AmountKeypad({ currency }: { currency: string }) {
  const { locale } = useHere()
  return (
    <fieldset
      aria-label="Keypad"
      data-keypad
      className="-mx-5 -mt-3 flex-none basis-[calc(100%+2.5rem)] divide-y divide-line border-b border-line"
    >
      {keypadRows(currency, locale).map((row) => (
        <div key={row[0]} className="grid grid-cols-4">
          {row.map((key, column) => (
            <button
              key={key}
              type="button"
              aria-label={names[key]}
              // The amount keeps the focus, and with it the caret.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => press(key)}
              className={`${keyClass} ${column === 3 ? 'text-accent' : ''}`}
            >
              {key === backspace ? <Delete size={22} strokeWidth={1.75} /> : key}
            </button>
          ))}
        </div>
      ))}
    </fieldset>
  )
}

function press(key: string) {
  const input = document.getElementById('amount')
  if (!(input instanceof HTMLInputElement)) return
  if (document.activeElement !== input) {
    input.focus({ preventScroll: true })
    input.setSelectionRange(input.value.length, input.value.length)
  }
  const { selectionStart, selectionEnd, value } = input
  const from = selectionStart ?? value.length
  const next = pressKey({ text: value, from, to: selectionEnd ?? from }, key)
  if (next.text.length > input.maxLength) return
  // As if it was typed: React hears of it by the event alone.
  input.setRangeText(next.text, 0, value.length)
  input.setSelectionRange(next.from, next.to)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}
