'use client'

import { type RefObject, useEffect, useRef } from 'react'
import type { FormState } from '@/lib/core/form'

/** After an answer with problems, moves the focus to the first field that has one, else shows what is said of the whole; attach the ref to the form. */
export function useProblemFocus(state: FormState): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  const first = useRef(state)
  useEffect(() => {
    if (state === first.current) return
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    const control = wrong?.matches('input, select, textarea')
      ? wrong
      : wrong?.querySelector('input')
    control?.focus()
    if (!control) form.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'nearest' })
  }, [state])
  return form
}
