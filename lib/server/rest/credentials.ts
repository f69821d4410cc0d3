import 'server-only'
import * as z from 'zod'
import { changeEmail as setEmail, changePassword as setPassword } from '../auth/credentials'
import { addressOf } from '../auth/request'
import { endpoint } from './endpoint'

const tag = 'You'
const passwordInput = z.string().meta({ format: 'password' })

/** POST /me/password */
export const changePassword = endpoint({
  method: 'POST',
  path: '/me/password',
  tag,
  summary: 'Change your password',
  description: 'All your other sessions end.',
  access: 'user',
  body: z.strictObject({ currentPassword: passwordInput, newPassword: passwordInput }),
  example: { currentPassword: 'a long sentence', newPassword: 'a longer sentence' },
  answers: { 204: { description: 'It is changed' } },
  errors: ['stale', 'too_many'],
  run: async ({ ctx, body, request }) => {
    await setPassword(ctx, body, addressOf(request.headers))
    return { status: 204 }
  },
})

/** POST /me/email */
export const changeEmail = endpoint({
  method: 'POST',
  path: '/me/email',
  tag,
  summary: 'Change your e-mail address',
  description: 'You sign in with the new one from then on; your sessions go on.',
  access: 'user',
  body: z.strictObject({
    currentPassword: passwordInput,
    email: z.string().meta({ format: 'email' }),
  }),
  example: { currentPassword: 'a long sentence', email: 'me@example.org' },
  answers: { 204: { description: 'It is changed' } },
  errors: ['email_taken', 'stale', 'too_many'],
  run: async ({ ctx, body, request }) => {
    await setEmail(ctx, body, addressOf(request.headers))
    return { status: 204 }
  },
})
