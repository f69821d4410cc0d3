'use server'

import { headers } from 'next/headers'
import type { FormState } from '@/lib/core/form'
import { resetPassword } from '@/lib/server/auth/credentials'
import { requireSameOrigin } from '@/lib/server/auth/origin'
import { addressOf } from '@/lib/server/auth/request'
import { requireTyped } from '@/lib/server/auth/required'
import { formAction, textOf } from '@/lib/server/http/action'

const set = formAction(
  async (data) => {
    const from = await headers()
    requireSameOrigin(from)
    const password = textOf(data, 'password')
    requireTyped({ password })
    await resetPassword({ token: textOf(data, 'token'), password }, addressOf(from))
    return { done: true }
  },
  ['password', 'token'],
)

/** Sets a new password by a link from the person who runs the server. */
export async function setNewPassword(state: FormState, data: FormData): Promise<FormState> {
  return set(state, data)
}
