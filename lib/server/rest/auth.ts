import 'server-only'
import * as z from 'zod'
import { currencyField, lineField, timeZoneField } from '@/lib/domain/fields'
import { accessToken, accessTokenSeconds } from '../auth/access-token'
import { type Account, registerAccount } from '../auth/accounts'
import { clientLabel } from '../auth/client-label'
import { verifySignIn } from '../auth/credentials'
import { addressOf, visitorOf } from '../auth/request'
import { cookieName, expiredCookie } from '../auth/session-cookie'
import { revokeSession, startSession } from '../auth/sessions'
import { currencyAskedFor } from '../http/locale'
import { endpoint } from './endpoint'
import { described, uuid } from './shapes'

const tag = 'Accounts'

const email = z.string().meta({ format: 'email', examples: ['ada@example.org'] })
const password = z.string().meta({ format: 'password' })
const tokenFields = {
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresIn: z.int().min(0).meta({ description: 'Seconds' }),
}

async function tokenFor(account: Account, request: Request) {
  const label = clientLabel(request.headers.get('user-agent'))
  const sessionId = await startSession(account, 'bearer', label)
  return {
    accessToken: await accessToken.sign({ userId: account.id, sessionId }),
    tokenType: 'Bearer',
    expiresIn: accessTokenSeconds,
  }
}

/** POST /auth/register */
export const register = endpoint({
  method: 'POST',
  path: '/auth/register',
  tag,
  summary: 'Make an account',
  description:
    'It starts with one private wallet, in `currency`, else in that of the region that `Accept-Language` names first, else in EUR, and with the ten ready categories. A password has at least 8 characters and at most 1024 bytes, and is not a common one. `invite` is the token of an invitation link, where the server asks for one.',
  access: 'public',
  body: z.strictObject({
    email,
    password,
    name: z.optional(described(lineField(60), { description: 'What others call you' })),
    currency: z.optional(currencyField),
    timeZone: z.optional(timeZoneField),
    invite: z.string().optional(),
  }),
  example: { email: 'you@example.org', password: 'a long sentence', name: 'You' },
  answers: {
    201: {
      description: 'The account, and an access token for it',
      body: z.strictObject({ user: z.strictObject({ id: uuid, email }), ...tokenFields }),
    },
  },
  errors: ['email_taken', 'registration_closed', 'invite_needed', 'too_many'],
  run: async ({ body, request }) => {
    const { currency = currencyAskedFor(request.headers) } = body
    const account = await registerAccount({ ...body, currency }, addressOf(request.headers))
    const user = { id: account.id, email: account.email }
    return { status: 201, body: { user, ...(await tokenFor(account, request)) } }
  },
})

/** POST /auth/token */
export const token = endpoint({
  method: 'POST',
  path: '/auth/token',
  tag,
  summary: 'Get an access token',
  description: 'It is valid for 15 minutes, and no longer than its session.',
  access: 'public',
  body: z.strictObject({ email, password }),
  example: { email: 'you@example.org', password: 'a long sentence' },
  answers: { 200: { description: 'An access token', body: z.strictObject(tokenFields) } },
  errors: ['unauthorized', 'too_many'],
  run: async ({ body, request }) => {
    const account = await verifySignIn(body, visitorOf(request.headers))
    return { status: 200, body: await tokenFor(account, request) }
  },
})

/** POST /auth/sign-out */
export const signOut = endpoint({
  method: 'POST',
  path: '/auth/sign-out',
  tag,
  summary: 'End the session that this request is made with',
  access: 'user',
  answers: { 204: { description: 'It is over; its token or cookie works no more' } },
  run: async ({ ctx }) => {
    if (ctx.sessionId) await revokeSession(ctx.userId, ctx.sessionId)
    return { status: 204, headers: { 'set-cookie': expiredCookie(cookieName('session')) } }
  },
})
