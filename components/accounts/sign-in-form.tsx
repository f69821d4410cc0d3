'use client'

import { useActionState } from 'react'
import { PasswordField } from '@/components/parts/account/password-field'
import { CheckField } from '@/components/ui/check-field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { TextLink } from '@/components/ui/text-link'
import { useProblemFocus } from '@/components/ui/use-problem-focus'
import type { FormAction } from '@/lib/core/form'
import { AccountPage } from './account-page'

export type SignInFormProps = {
  action: FormAction
  /** Where to go after signing in; posted as `next`. */
  next?: string | undefined
  /** Something that has just happened, such as "Signed out.". */
  notice?: string | undefined
  /** Whether there is a screen on which a new account can be made. */
  canRegister?: boolean
}

/** The whole sign-in screen. Posts `email`, `password` and `next`; shows the action's message and field errors. */
export function SignInForm({ action, next, notice, canRegister = true }: SignInFormProps) {
  const [state, post] = useActionState(action, {})
  const form = useProblemFocus(state)
  return (
    <AccountPage title="Sign in">
      <form ref={form} action={post} noValidate className="space-y-5">
        {state.message && <Notice tone="problem">{state.message}</Notice>}
        {notice && !state.message && <Notice tone="done">{notice}</Notice>}
        {next && <input type="hidden" name="next" value={next} />}
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
          autoComplete="current-password"
          error={state.fields?.password}
        />
        <CheckField
          name="keep"
          value="yes"
          label="Keep my data on this device"
          hint="Clear it where others use this browser: then all of it goes when the browser is closed."
          defaultChecked={state.values ? 'keep' in state.values : true}
        />
        <SubmitButton className="w-full">Sign in</SubmitButton>
      </form>
      <div className="mt-6 space-y-1 border-t border-line pt-4 text-sm text-ink-soft">
        {canRegister && (
          <p>
            New here? <TextLink href="/register">Create an account</TextLink>
          </p>
        )}
        <p>
          <TextLink href="/reset">Forgot your password?</TextLink>
        </p>
      </div>
    </AccountPage>
  )
}
