'use client'

import { useEffect, useLayoutEffect, useState } from 'react'
import {
  beginDraft,
  type Draft,
  forgetDraft,
  keepDraft,
  newDraft,
  sharedDraft,
  sharedText,
} from '@/components/parts/expense/draft'
import { useHere } from '@/components/parts/here'
import { useAddingWallet } from '@/lib/client/hooks/wallets'

/** The draft of the form, kept on this device from its first change on. */
export function useDraft(query: URLSearchParams) {
  const [began, setBegan] = useState(() => beginDraft(query))
  const [open, setOpen] = useState(began)
  const { today, locale } = useHere()
  const currency = useAddingWallet(query.get('wallet'))?.currency
  useEffect(() => {
    if (began.left || !sharedText(query) || !today || !currency) return
    let over = false
    void sharedDraft(query, { today, locale, currency }).then((draft) => {
      // Whoever was faster than it goes on with their own.
      if (!over) setOpen((now) => (now === began ? { ...now, draft } : now))
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
  return {
    open,
    setDraft: (draft: Draft) => setOpen({ ...open, draft }),
    /** Goes on with another one, once this one is saved. */
    startOver: (draft: Draft) => setOpen(newDraft(open.query, draft)),
    discard: () => {
      forgetDraft(open)
      const next = beginDraft(query)
      setBegan(next)
      setOpen(next)
    },
  }
}
