import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { config } from '@/lib/server/auth/config'
import { nextPath } from '@/lib/server/auth/next-path'
import { pageCtx } from '@/lib/server/auth/page'
import { signIn } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

const notices: Record<string, string> = {
  'signed-out': 'You are signed out.',
  revoked: 'This device was signed out from elsewhere, and your data was taken off it.',
  'not-kept': 'Your data was taken off this device, as you chose. Sign in to see it again.',
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Signing in; whoever is signed in already goes on. */
export default async function SignInPage({ searchParams }: Props) {
  const { next, notice } = await searchParams
  if (await pageCtx()) redirect(nextPath(next))
  return (
    <SignInForm
      action={signIn}
      next={next === undefined ? undefined : nextPath(next)}
      notice={typeof notice === 'string' ? notices[notice] : undefined}
      canRegister={config().registration === 'open'}
    />
  )
}
