import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { RegisterForm } from '@/components/accounts/register-form'
import { config } from '@/lib/server/auth/config'
import { homePath } from '@/lib/server/auth/next-path'
import { pageCtx } from '@/lib/server/auth/page'
import { register } from './actions'

export const metadata: Metadata = { title: 'Create your account' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** A new account, where this server makes any. */
export default async function RegisterPage({ searchParams }: Props) {
  const { t: invite } = await searchParams
  if (await pageCtx()) redirect(homePath)
  return (
    <RegisterForm
      action={register}
      mode={config().registration}
      inviteToken={typeof invite === 'string' ? invite : undefined}
    />
  )
}
