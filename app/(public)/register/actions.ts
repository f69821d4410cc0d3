'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { FormState } from '@/lib/core/form'
import { canonicalTimeZone } from '@/lib/core/time-zones'
import { registerAccount } from '@/lib/server/auth/accounts'
import { tellArrival } from '@/lib/server/auth/arrival-cookie'
import { signInBrowser } from '@/lib/server/auth/next-auth'
import { homePath } from '@/lib/server/auth/next-path'
import { requireSameOrigin } from '@/lib/server/auth/origin'
import { addressOf } from '@/lib/server/auth/request'
import { requireTyped } from '@/lib/server/auth/required'
import { formAction, textOf } from '@/lib/server/http/action'
import { currencyAskedFor } from '@/lib/server/http/locale'

const make = formAction(
  async (data) => {
    const from = await headers()
    requireSameOrigin(from)
    const given = { email: textOf(data, 'email'), password: textOf(data, 'password') }
    requireTyped(given)
    const invite = textOf(data, 'inviteToken')
    const timeZone = canonicalTimeZone(textOf(data, 'timeZone'))
    const currency = currencyAskedFor(from, timeZone)
    const account = await registerAccount({ ...given, invite, currency, timeZone }, addressOf(from))
    await tellArrival(await signInBrowser(account, from), true)
    redirect(homePath)
  },
  ['password', 'inviteToken'],
)

/** Makes an account and signs the browser in to it. */
export async function register(state: FormState, data: FormData): Promise<FormState> {
  return make(state, data)
}
