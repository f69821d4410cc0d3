'use client'

import { useEffect, useRef, useState } from 'react'
import { Field } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { useHydrated } from '@/components/ui/use-hydrated'
import { parseAmount } from '@/lib/core/amount'
import { decimalsOf } from '@/lib/core/money'

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
  const [typed, setTyped] = useState(props.defaultValue ?? '')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new draft has changed the field without an event
  useEffect(() => setTyped(input.current?.value ?? ''), [props.draft])
  return (
    <Field id="amount" label="Amount" hint={howItIsRead(currency)} error={error}>
      {(aria) => (
        <div
          className={`flex items-baseline gap-3 rounded-control border bg-sheet px-3 transition-colors focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent ${
            error ? 'border-danger' : 'border-edge hover:border-ink-soft'
          }`}
        >
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
            className="figures min-w-0 flex-1 bg-transparent py-2 text-2xl font-medium tracking-tight outline-none"
          />
          <span aria-live="polite" className="flex-none text-right text-lg">
            {hydrated && <Preview typed={typed} currency={currency} locale={locale} />}
            {!hydrated && !several && <span className="text-ink-soft">{currency}</span>}
          </span>
        </div>
      )}
    </Field>
  )
}

function Preview({ typed, currency, locale }: { typed: string; currency: string; locale: string }) {
  if (typed.trim() === '') return <span className="text-ink-soft">{currency}</span>
  const read = parseAmount(typed, currency)
  if (!read.ok) return <span className="text-sm text-ink-soft">Not a figure yet</span>
  return (
    <>
      <span className="text-ink-soft">= </span>
      <Money value={{ amount: read.amount, currency }} locale={locale} className="font-medium" />
    </>
  )
}

function howItIsRead(currency: string): string {
  const decimals = decimalsOf(currency)
  if (decimals === 0)
    return '1200, or a sum such as 800+3*250; -500 is a refund. Read as whole figures: 1.200 is 1200.'
  const thousands = decimals === 3 ? '' : ' 1.234 means 1234.'
  return `12.50 or 12,50, or a sum such as 12+3.5*2; -5 is a refund.${thousands}`
}
