'use client'

import { useActionState, useEffect, useRef, useState } from 'react'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { useProblemFocus } from '@/components/ui/use-problem-focus'
import { firstDate, lastDate } from '@/lib/core/dates'
import type { FormAction, FormState } from '@/lib/core/form'
import { PlainAmount } from './plain-amount'
import { PlainCategories, type PlainCategory } from './plain-categories'
import { type PlainWallet, PlainWallets } from './plain-wallets'

export type PlainFormProps = {
  action: FormAction
  /** The id the expense will have, posted as `id`: a double post of one page saves once. A new one after each save. */
  id: string
  /** At least one; with several, a select posts `walletId`, else a hidden input does. */
  wallets: readonly PlainWallet[]
  walletId: string
  /** Those of `walletId`. */
  categories: readonly PlainCategory[]
  /** The user's calendar date, YYYY-MM-DD. */
  today: string
  locale?: string
  /** What the fields begin with, by their names: a prefill link, or the date of the expense before. */
  values?: Record<string, string> | undefined
  /** What has just been saved, said as a status above the form. */
  saved?: { text: string } | undefined
  /** Set where the address asks for a wallet that is not the user's: said, as this goes to `walletId`. */
  missing?: boolean
}

/**
 * The expense form that needs no script. Posts `id`, `walletId`, `amount`, `categoryId`, `date`, `note` and
 * `intent` (`save` or `another`); shows problems and typed values that come back under the same names.
 */
export function PlainForm(props: PlainFormProps) {
  const { wallets, locale = 'en' } = props
  const [answer, post] = useActionState(props.action, {})
  const state = useStateOfThisExpense(answer, props.id)
  const form = useProblemFocus(state)
  const [walletId, setWalletId] = useWalletChoice(state.values?.walletId, props.walletId)
  const wallet = wallets.find(({ id }) => id === walletId) ?? wallets[0]
  const values: Record<string, string | undefined> = { ...props.values, ...state.values }
  const problems = state.fields ?? {}

  const idOfForm = useRef(props.id)
  useEffect(() => {
    if (idOfForm.current === props.id) return
    idOfForm.current = props.id
    if (props.saved) form.current?.querySelector<HTMLInputElement>('[name="amount"]')?.focus()
  }, [props.id, props.saved, form])

  return (
    <section aria-labelledby="add-heading">
      <h1 id="add-heading" className="mb-4 text-lg font-bold tracking-tight">
        Add expense
      </h1>
      <form ref={form} action={post} noValidate className="space-y-5">
        {state.message && <Notice tone="problem">{state.message}</Notice>}
        {props.saved && !state.message && !state.fields && (
          <Notice tone="done">{props.saved.text}</Notice>
        )}
        {props.missing && (
          <Notice tone="problem">
            The wallet that was asked for is not yours. This goes to {wallet?.name}.
          </Notice>
        )}
        <input type="hidden" name="id" value={props.id} />
        <PlainWallets
          wallets={wallets}
          walletId={walletId}
          shownWalletId={props.walletId}
          onChange={setWalletId}
          error={problems.walletId}
        />
        <PlainAmount
          currency={wallet?.currency}
          locale={locale}
          several={wallets.length > 1}
          defaultValue={values.amount}
          error={problems.amount}
          draft={`${props.id} ${values.amount ?? ''}`}
        />
        <PlainCategories
          categories={props.categories}
          chosen={values.categoryId}
          error={problems.categoryId}
        />
        <div className="grid gap-5 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <TextField
            name="date"
            label="Date"
            type="date"
            required
            min={firstDate}
            max={lastDate}
            defaultValue={values.date ?? props.today}
            error={problems.date}
          />
          <TextField
            name="note"
            label="Note"
            maxLength={500}
            autoComplete="off"
            enterKeyHint="done"
            defaultValue={values.note}
            error={problems.note}
          />
        </div>
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="intent" value="save" className="order-last flex-1">
            Save
          </SubmitButton>{' '}
          <SubmitButton look="secondary" name="intent" value="another">
            Save and add another
          </SubmitButton>
        </div>
      </form>
    </section>
  )
}

/**
 * The action's answer, as long as it speaks of the expense on screen: once one is saved the page brings the next
 * id, and the problems and values of the one before must not fill the fresh form.
 */
function useStateOfThisExpense(answer: FormState, id: string): FormState {
  const [heard, setHeard] = useState({ answer, id })
  if (heard.answer !== answer) {
    setHeard({ answer, id })
    return answer
  }
  return heard.id === id ? answer : {}
}

/** The chosen wallet: what was typed, then the page's own whenever the page turns to another one. */
function useWalletChoice(typed: string | undefined, shown: string) {
  const [choice, setChoice] = useState({ walletId: typed ?? shown, shown })
  if (choice.shown !== shown) setChoice({ walletId: shown, shown })
  const choose = (walletId: string) => setChoice({ walletId, shown })
  return [choice.shown === shown ? choice.walletId : shown, choose] as const
}
