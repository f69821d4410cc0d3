'use client'

import { useEffect, useRef, useState } from 'react'
import {
  AmountPreview,
  amountBoxClass,
  amountInputClass,
  howAmountsAreRead,
} from '@/components/expenses/amount/amount-preview'
import { useReader } from '@/components/expenses/amount/reader'
import { Field } from '@/components/ui/field'
import { pasteFigures } from '@/components/ui/paste-lines'
import { useHydrated } from '@/components/ui/use-hydrated'

type Props = {
  currency: string | undefined
  locale: string
  /** Whether another currency could be chosen on this page without a script noticing. */
  several: boolean
  defaultValue?: string | undefined
  error?: string | undefined
  /** Changes whenever the form was filled anew from outside. */
  draft: string
}

/** The amount as typed and, where scripts run, what will be saved beside it; without them the hint says how it is read. */
export function PlainAmount({ currency = 'EUR', locale, several, error, ...props }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const hydrated = useHydrated()
  const reader = useReader()
  const [typed, setTyped] = useState(props.defaultValue ?? '')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new draft has changed the field without an event
  useEffect(() => setTyped(input.current?.value ?? ''), [props.draft])
  return (
    <Field
      id="amount"
      label="Amount"
      hint={howAmountsAreRead(currency)}
      error={error}
      aside={
        <AmountPreview
          typed={typed}
          read={reader?.parseAmount(typed, currency)}
          currency={currency}
          locale={locale}
        />
      }
    >
      {(aria) => (
        <div className={amountBoxClass(Boolean(error))}>
          <input
            {...aria}
            ref={input}
            name="amount"
            type="text"
            inputMode="decimal"
            enterKeyHint="next"
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: typing an amount is what this page is opened for
            autoFocus
            required
            maxLength={100}
            defaultValue={props.defaultValue}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onPaste={pasteFigures}
            className={amountInputClass}
          />
          {(hydrated || !several) && <span className="text-ink-soft">{currency}</span>}
        </div>
      )}
    </Field>
  )
}
