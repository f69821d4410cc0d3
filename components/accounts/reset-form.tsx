'use client'

import { useActionState } from 'react'
import { PasswordField } from '@/components/parts/account/password-field'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextLink } from '@/components/ui/text-link'
import { useProblemFocus } from '@/components/ui/use-problem-focus'
import type { FormAction } from '@/lib/core/form'
import { AccountPage } from './account-page'

export type ResetFormProps = {
  action: FormAction
  /** From a reset link; posted as `token`. Without one the screen says how to get a link. */
  token?: string | undefined
}

/** The whole screen for a forgotten password. Posts `token` and `password`; `done` in the state ends it. */
export function ResetForm({ action, token }: ResetFormProps) {
  const [state, post] = useActionState(action, {})
  const form = useProblemFocus(state)
  if (state.done) {
    return (
      <AccountPage title="Password changed">
        <Notice tone="done">
          {state.message ??
            'Your new password is set. Devices that were signed in have been signed out.'}
        </Notice>
        <a href="/signin" className={buttonClass('primary', 'mt-5 w-full')}>
          Sign in
        </a>
      </AccountPage>
    )
  }
  if (token === undefined) return <HowToGetALink />
  return (
    <AccountPage title="Choose a new password">
      <form ref={form} action={post} noValidate className="space-y-5">
        {state.message && <Notice tone="problem">{state.message}</Notice>}
        <input type="hidden" name="token" value={token} />
        <PasswordField
          name="password"
          label="New password"
          autoComplete="new-password"
          hint="At least 8 characters. A few unrelated words are easy to keep in mind."
          error={state.fields?.password}
        />
        <SubmitButton className="w-full">Set new password</SubmitButton>
      </form>
      <BackToSignIn />
    </AccountPage>
  )
}

function HowToGetALink() {
  return (
    <AccountPage title="Forgot your password?">
      <div className="space-y-3">
        <p>Ask the person who runs this server for a link that sets a new one.</p>
        <p className="text-ink-soft">They make it on the server, with your address, by</p>
        <p>
          <code className="block overflow-x-auto rounded-control border border-line bg-sheet px-3 py-2.5 text-sm">
            npm run reset-link -- EMAIL
          </code>
        </p>
        <p className="text-ink-soft">The link works once. Your expenses stay as they are.</p>
      </div>
      <BackToSignIn />
    </AccountPage>
  )
}

function BackToSignIn() {
  return (
    <p className="mt-6 border-t border-line pt-4 text-sm text-ink-soft">
      You know it again? <TextLink href="/signin">Sign in</TextLink>
    </p>
  )
}
