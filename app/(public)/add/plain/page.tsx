import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { signOut } from '@/app/(public)/signin/actions'
import { PlainForm } from '@/components/expenses/plain/plain-form'
import { PlainList } from '@/components/expenses/plain/plain-list'
import { PlainShell } from '@/components/expenses/plain/plain-shell'
import { newId } from '@/lib/core/ids'
import { pageCtx } from '@/lib/server/auth/page'
import { localeOf } from '@/lib/server/http/locale'
import { readPlainScreen } from '@/lib/server/reads/plain-screen'
import { readSettings } from '@/lib/server/reads/settings'
import { addExpense } from './actions'

export const metadata = { title: 'Add expense' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function PlainPage({ searchParams }: Props) {
  const ctx = await pageCtx()
  if (!ctx) redirect('/signin?next=/add/plain')
  const locale = (await readSettings(ctx)).locale ?? localeOf(await headers())
  const { form, list, email } = await readPlainScreen(ctx, await searchParams, locale)
  return (
    <PlainShell
      email={email}
      signOut={signOut}
      here="add"
      sheet={<PlainList {...list} locale={locale} />}
    >
      <PlainForm {...form} action={addExpense} id={newId()} locale={locale} />
    </PlainShell>
  )
}
