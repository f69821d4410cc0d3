'use client'

import { useActionState, useEffect, useState } from 'react'
import { PasswordField } from '@/components/parts/account/password-field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { TextLink } from '@/components/ui/text-link'
import { useProblemFocus } from '@/components/ui/use-problem-focus'
import type { FormAction } from '@/lib/core/form'
import { AccountPage } from './account-page'

export type RegisterFormProps = {
  action: FormAction
  /** Who may make an account on this server (`REGISTRATION`). */
  mode: 'open' | 'invite' | 'closed'
  /** From an invitation link; posted as `inviteToken`. */
  inviteToken?: string | undefined
}

/**
 * The whole screen for a new account, or the plain word on why there is none. Posts `email`, `password`, `inviteToken` and, where
 * scripts run, `timeZone`.
 */
export function RegisterForm({ action, mode, inviteToken }: RegisterFormProps) {
  const may = mode === 'open' || (mode === 'invite' && inviteToken !== undefined)
  return (
    <AccountPage title={may ? 'Create your account' : 'New accounts'}>
      {may && <Fields action={action} inviteToken={inviteToken} />}
      {!may && mode === 'invite' && (
        <div className="space-y-3">
          <p>This server makes new accounts by invitation.</p>
          <p className="text-ink-soft">
            Ask the person who runs it for an invitation link, and open that link. They get one with{' '}
            <code className="rounded-control bg-accent-tint px-1.5 py-0.5 text-sm text-ink">
              npm run invite
            </code>
            .
          </p>
        </div>
      )}
      {!may && mode === 'closed' && (
        <div className="space-y-3">
          <p>This server makes no new accounts.</p>
          <p className="text-ink-soft">
            If you should have one, ask the person who runs it; or run your own, it takes one
            command.
          </p>
        </div>
      )}
      <p className="mt-6 border-t border-line pt-4 text-sm text-ink-soft">
        You have an account? <TextLink href="/signin">Sign in</TextLink>
      </p>
    </AccountPage>
  )
}

function Fields({ action, inviteToken }: { action: FormAction; inviteToken: string | undefined }) {
  const [state, post] = useActionState(action, {})
  const form = useProblemFocus(state)
  const [timeZone, setTimeZone] = useState('')
  // Where somebody is tells what they pay with.
  useEffect(() => setTimeZone(new Intl.DateTimeFormat().resolvedOptions().timeZone ?? ''), [])
  return (
    <form ref={form} action={post} noValidate className="space-y-5">
      <input type="hidden" name="timeZone" value={timeZone} />
      {state.message && <Notice tone="problem">{state.message}</Notice>}
      {inviteToken !== undefined && <input type="hidden" name="inviteToken" value={inviteToken} />}
      <TextField
        name="email"
        label="Email"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={state.values?.email}
        error={state.fields?.email}
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="new-password"
        hint="At least 8 characters. A few unrelated words are easy to keep in mind."
        error={state.fields?.password}
      />
      <SubmitButton className="w-full">Create account</SubmitButton>
    </form>
  )
}
