'use client'

import { useEffect, useLayoutEffect, useReducer } from 'react'
import { beginDraft, keepDraft, sharedDraft, sharedText } from '@/components/parts/expense/draft'
import { useHere } from '@/components/parts/here'
import { useAddingWallet } from '@/lib/client/hooks/wallets'
import { beginForm, type FormEvent, type NewForm, nextForm } from './new-expense-model'

/** The form for a new expense and what happens in it; its draft is kept on this device from its first change on. */
export function useDraft(query: URLSearchParams): [NewForm, (event: FormEvent) => void] {
  const [form, tell] = useReducer(nextForm, query, (query) => beginForm(beginDraft(query)))
  const { began, open } = form
  const { today, locale } = useHere()
  const currency = useAddingWallet(query.get('wallet'))?.currency
  useEffect(() => {
    if (began.left || !sharedText(query) || !today || !currency) return
    let over = false
    void sharedDraft(query, { today, locale, currency }).then((draft) => {
      if (!over) tell({ is: 'shared', draft })
    })
    return () => {
      over = true
    }
  }, [query, began, today, locale, currency])
  // What is seen is kept: whoever sees it may be gone in the same moment.
  useLayoutEffect(() => {
    // A link that was only opened is there again; what was shared is not.
    if (open !== began) keepDraft(open)
  }, [open, began])
  return [form, tell]
}
