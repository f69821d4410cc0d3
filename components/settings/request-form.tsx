'use client'

import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { useProblemFocus } from '@/components/ui/use-problem-focus'
import { NotOurs } from '@/lib/client/syncing/ask'
import { AppError } from '@/lib/core/errors'
import type { FormState } from '@/lib/core/form'

type Props = {
  /** The id of the heading that names it. */
  labelledBy: string
  /** What its button says. */
  submit: string
  /** What its fields are called in a sentence, by name: "The new password". */
  subjects: Record<string, string>
  /** Brings what was typed to the server; throws AppError for what that refuses. */
  send: (typed: Record<string, string>) => Promise<void>
  /** What is said once it is done. */
  done: string
  /** Whether what was typed goes once it is done. */
  clears?: boolean
  children: (problems: Record<string, string>) => ReactNode
}

/** A form that only the server can answer. Where it cannot be reached, that is said, and all that was typed stays. */
export function RequestForm(props: Props) {
  const { labelledBy, submit, subjects, send, done, clears, children } = props
  const [state, setState] = useState<FormState>({})
  const [pending, setPending] = useState(false)
  const busy = useRef(false)
  const form = useProblemFocus(state)
  const post = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy.current) return
    const sent = event.currentTarget
    const typed = Object.fromEntries(
      [...new FormData(sent)].map(([name, value]) => [name, String(value)]),
    )
    busy.current = true
    setPending(true)
    try {
      await send(typed)
      if (clears) sent.reset()
      setState({ done: true })
    } catch (error) {
      setState(problemsOf(error, subjects))
    } finally {
      busy.current = false
      setPending(false)
    }
  }
  return (
    <form
      ref={form}
      aria-labelledby={labelledBy}
      onSubmit={(event) => void post(event)}
      noValidate
      className="max-w-sm space-y-5"
    >
      {children(state.fields ?? {})}
      {state.message && <Notice tone="problem">{state.message}</Notice>}
      {state.done && !pending && <Notice tone="done">{done}</Notice>}
      <button
        type="submit"
        aria-disabled={pending || undefined}
        className={buttonClass('secondary')}
      >
        {submit}
      </button>
    </form>
  )
}

function problemsOf(error: unknown, subjects: Record<string, string>): FormState {
  if (error instanceof NotOurs) return { message: `${error.message}. Nothing was changed.` }
  if (!(error instanceof AppError)) return { message: unreachable }
  if (error.code === 'unauthorized' || error.code === 'session_revoked') return { message: signIn }
  const named = (error.fields ?? []).filter(({ path }) => path in subjects)
  if (named.length === 0) return { message: error.message }
  return {
    fields: Object.fromEntries(
      named.map(({ path, message }) => [path, `${subjects[path]} ${message}.`]),
    ),
  }
}

const unreachable =
  'The server cannot be reached, so nothing was changed. What you typed stays here: try again once you are online.'
const signIn = 'You are not signed in any more. Please sign in again.'
