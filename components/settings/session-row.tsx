'use client'

import { type FormEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { PasswordField } from '@/components/parts/account/password-field'
import { useHere } from '@/components/parts/here'
import { buttonClass } from '@/components/ui/button-class'
import { FieldError } from '@/components/ui/field'
import { instantWords } from '@/components/words/date-words'
import { endSignedIn, type SignedIn } from '@/lib/client/page/account'
import { NotOurs } from '@/lib/client/syncing/ask'
import { AppError } from '@/lib/core/errors'

type Props = {
  session: SignedIn
  /** Whether another one goes by the same name. */
  alike: boolean
  onEnded: (label: string) => void | Promise<void>
}

/** One place where the account is signed in: which, since when, when it was last seen, and its sign-out, asked once more. */
export function SessionRow({ session, alike, onEnded }: Props) {
  const { id, kind, label, createdAt, seenAt, current } = session
  const { today = '', locale } = useHere()
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  /** What is said at the password, once the server has asked for it. */
  const [password, setPassword] = useState<string>()
  const busy = useRef(false)
  const ask = useRef<HTMLButtonElement>(null)
  const seen = `Last seen ${instantWords(seenAt, today, locale)}`
  const since = `signed in ${instantWords(createdAt, today, locale)}`

  const end = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    const typed = String(new FormData(event.currentTarget).get('currentPassword') ?? '')
    setProblem(undefined)
    try {
      await endSignedIn(id, typed)
      await onEnded(label)
    } catch (error) {
      const known = error instanceof AppError ? error : undefined
      // It is signed out already.
      if (known?.code === 'not_found') await onEnded(label)
      else if (known?.fields?.some(({ path }) => path === 'currentPassword')) {
        setPassword(typed ? 'The password is not right.' : '')
      } else if (error instanceof NotOurs) setProblem(`${error.message}.`)
      else setProblem(known?.message ?? unreachable)
    } finally {
      busy.current = false
    }
  }

  const keep = () => {
    flushSync(() => {
      setAsking(false)
      setProblem(undefined)
      setPassword(undefined)
    })
    ask.current?.focus()
  }

  return (
    <li className="border-b border-line py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <div className="min-w-0">
          <p className="[overflow-wrap:anywhere]">
            {label}
            {kind === 'bearer' && <span className="text-ink-soft"> · script</span>}
          </p>
          <p className="text-sm text-ink-soft">
            {current ? <span className="font-medium text-ok">This device</span> : seen}
            {` · ${since}`}
          </p>
        </div>
        {!current && !asking && (
          <button
            ref={ask}
            type="button"
            onClick={() => setAsking(true)}
            className="-mx-3 min-h-11 flex-none rounded-control px-3 font-medium text-accent transition-colors hover:bg-accent-tint sm:mr-0"
          >
            Sign out
            <span className="sr-only">
              {' '}
              {label}
              {alike && `, ${since}`}
            </span>
          </button>
        )}
      </div>
      {asking && (
        <form onSubmit={(event) => void end(event)} noValidate className="mt-3">
          <fieldset>
            <legend className="text-pretty">
              {kind === 'cookie'
                ? `Sign out ${label}? What it has not sent yet waits there until you sign in again.`
                : `Sign out ${label}? It needs the password to come back.`}
            </legend>
            {password !== undefined && (
              <div className="mt-3 max-w-sm">
                <PasswordField
                  name="currentPassword"
                  id={`password-${id}`}
                  label="Current password"
                  autoComplete="current-password"
                  hint="You signed in a while ago, so this needs it."
                  error={password || undefined}
                  autoFocus
                />
              </div>
            )}
            {problem && <FieldError id={`problem-${id}`}>{problem}</FieldError>}
            <div className="mt-3 flex flex-wrap gap-3">
              <button
                type="submit"
                // biome-ignore lint/a11y/noAutofocus: the button that was pressed has just gone
                autoFocus
                className={buttonClass('danger')}
              >
                Sign it out
              </button>
              <button type="button" onClick={keep} className={buttonClass('secondary')}>
                Keep it
              </button>
            </div>
          </fieldset>
        </form>
      )}
    </li>
  )
}

const unreachable = 'The server cannot be reached. Try again once you are online.'
