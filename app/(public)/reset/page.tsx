import type { Metadata } from 'next'
import { ResetForm } from '@/components/accounts/reset-form'
import { setNewPassword } from './actions'

export const metadata: Metadata = { title: 'New password' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** A new password for whoever has a reset link; for others, how to get one. */
export default async function ResetPage({ searchParams }: Props) {
  const { t: token } = await searchParams
  return <ResetForm action={setNewPassword} token={typeof token === 'string' ? token : undefined} />
}
