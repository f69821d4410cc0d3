'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { FormState } from '@/lib/core/form'
import { tellArrival, tellDeparture } from '@/lib/server/auth/arrival-cookie'
import { verifySignIn } from '@/lib/server/auth/credentials'
import { signInBrowser, signOutBrowser } from '@/lib/server/auth/next-auth'
import { nextPath } from '@/lib/server/auth/next-path'
import { requireSameOrigin } from '@/lib/server/auth/origin'
import { visitorOf } from '@/lib/server/auth/request'
import { requireTyped } from '@/lib/server/auth/required'
import { cookieBearer } from '@/lib/server/auth/session-cookie'
import { formAction, textOf } from '@/lib/server/http/action'

const enter = formAction(
  async (data) => {
    const from = await headers()
    requireSameOrigin(from)
    const given = { email: textOf(data, 'email'), password: textOf(data, 'password') }
    requireTyped(given)
    const account = await verifySignIn(given, visitorOf(from))
    await tellArrival(await signInBrowser(account, from), data.has('keep'))
    redirect(nextPath(data.get('next')))
  },
  ['password'],
)

/** Signs the browser in and goes to where its person was on the way to. */
export async function signIn(state: FormState, data: FormData): Promise<FormState> {
  return enter(state, data)
}

const leave = formAction(async () => {
  const from = await headers()
  requireSameOrigin(from)
  const session = await cookieBearer(from.get('cookie'))
  await signOutBrowser(session)
  if (session) await tellDeparture(session)
  redirect('/signin?notice=signed-out')
})

/** Ends this browser's session, here and on the server. */
export async function signOut(state: FormState, data: FormData): Promise<FormState> {
  return leave(state, data)
}
