'use client'

import type { ReactNode } from 'react'
import { useHere } from '@/components/parts/here'
import { Field } from '@/components/ui/field'
import { pasteFigures } from '@/components/ui/paste-lines'
import type { ParsedAmount } from '@/lib/core/money'
import {
  AmountPreview,
  amountBoxClass,
  amountInputClass,
  howAmountsAreRead,
} from './amount-preview'

type Props = {
  value: string
  onChange: (text: string) => void
  /** What it is read as; undefined until it is. */
  read: ParsedAmount | undefined
  /** Undefined until the wallet is known; typing need not wait for it. */
  currency: string | undefined
  /** Says the currency, and leads to another one. */
  button: ReactNode
  autoFocus: boolean
  /** Whether the form has keys of its own for it, so that the device need not show any. */
  hasKeypad: boolean
  /** Whether words beside the amount are understood. */
  takesWords: boolean
  error?: string | undefined
}

/** The amount as typed, with what will be saved always beside it. */
export function AmountField({ value, onChange, read, currency, error, ...props }: Props) {
  const { autoFocus, hasKeypad, takesWords, button } = props
  const { locale } = useHere()
  const words = takesWords ? ' Or all in one line: 12.50 coffee yesterday.' : ''
  return (
    <Field
      id="amount"
      label="Amount"
      hint={!hasKeypad && howAmountsAreRead(currency ?? 'EUR') + words}
      error={error}
      aside={
        currency && <AmountPreview typed={value} read={read} currency={currency} locale={locale} />
      }
    >
      {(aria) => (
        <div className={amountBoxClass(Boolean(error))}>
          {button}
          <input
            {...aria}
            name="amount"
            type="text"
            inputMode={hasKeypad ? 'none' : 'decimal'}
            enterKeyHint="done"
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: typing an amount is what a new expense is opened for
            autoFocus={autoFocus}
            required
            maxLength={takesWords ? 700 : 100}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onPaste={pasteFigures}
            className={amountInputClass}
          />
        </div>
      )}
    </Field>
  )
}
