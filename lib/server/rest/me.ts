import 'server-only'
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { AppError, invalidField } from '@/lib/core/errors'
import { idField, lineField, timeZoneField } from '@/lib/domain/fields'
import { changePassword as setPassword } from '../auth/credentials'
import type { Ctx } from '../auth/ctx'
import { addressOf } from '../auth/request'
import { listSessions as readSessions, revokeSession } from '../auth/sessions'
import { execute } from '../execute'
import { readAccount } from '../reads/account'
import { endpoint } from './endpoint'
import { described, idParams, instant, listOf, uuid } from './shapes'

const tag = 'You'

const meShape = z.strictObject({
  id: uuid,
  email: z.string(),
  name: z.string(),
  defaultWalletId: uuid.nullable(),
  timeZone: z.string(),
  createdAt: instant,
})

type Me = z.infer<typeof meShape>
type Settings = Pick<Me, 'defaultWalletId' | 'timeZone'>

async function showMe(ctx: Ctx, { defaultWalletId, timeZone }: Settings): Promise<Me> {
  return { ...(await readAccount(ctx)), defaultWalletId, timeZone }
}

/** GET /me */
export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  tag,
  summary: 'Read your account and settings',
  access: 'user',
  answers: { 200: { description: 'You', body: meShape } },
  run: async ({ ctx }) => ({ status: 200, body: await showMe(ctx, ctx) }),
})

/** PATCH /me */
export const changeMe = endpoint({
  method: 'PATCH',
  path: '/me',
  tag,
  summary: 'Change your name or settings',
  access: 'user',
  body: z.strictObject({
    name: z.optional(described(lineField(60), { description: 'What others call you' })),
    defaultWalletId: z.optional(idField),
    timeZone: z.optional(described(timeZoneField, { examples: ['Europe/Berlin'] })),
  }),
  answers: { 200: { description: 'You', body: meShape } },
  run: async ({ ctx, body }) => {
    const { name, defaultWalletId, timeZone } = body
    if (defaultWalletId !== undefined && ctx.spaces.get(defaultWalletId)?.kind !== 'wallet') {
      throw invalidField('defaultWalletId', 'is not one of your wallets')
    }
    const wanted = {
      defaultWalletId: defaultWalletId ?? ctx.defaultWalletId,
      timeZone: timeZone ?? ctx.timeZone,
    }
    await changeSettings(ctx, wanted)
    if (name !== undefined) {
      await database().update(users).set({ name }).where(eq(users.id, ctx.userId))
    }
    return { status: 200, body: await showMe(ctx, wanted) }
  },
})

async function changeSettings(ctx: Ctx, { defaultWalletId, timeZone }: Settings): Promise<void> {
  const changes = {
    ...(defaultWalletId !== ctx.defaultWalletId && {
      defaultWallet: { from: { defaultWalletId: ctx.defaultWalletId }, to: { defaultWalletId } },
    }),
    ...(timeZone !== ctx.timeZone && {
      timeZone: { from: { timeZone: ctx.timeZone }, to: { timeZone } },
    }),
  }
  if (Object.keys(changes).length === 0) return
  await execute(ctx, 'settings.update', { userId: ctx.userId, changes })
}

/** POST /me/password */
export const changePassword = endpoint({
  method: 'POST',
  path: '/me/password',
  tag,
  summary: 'Change your password',
  description: 'All your other sessions end.',
  access: 'user',
  body: z.strictObject({
    currentPassword: z.string().meta({ format: 'password' }),
    newPassword: z.string().meta({ format: 'password' }),
  }),
  answers: { 204: { description: 'It is changed' } },
  errors: ['stale', 'too_many'],
  run: async ({ ctx, body, request }) => {
    await setPassword(ctx, body, addressOf(request.headers))
    return { status: 204 }
  },
})

const sessionShape = z.strictObject({
  id: uuid,
  kind: z.enum(['cookie', 'bearer']),
  label: z.string(),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
  current: z.boolean().meta({ description: 'Whether this request is made with it' }),
})

/** GET /me/sessions */
export const listSessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  tag,
  summary: 'List where you are signed in, last seen first',
  access: 'user',
  answers: { 200: { description: 'Your sessions', body: listOf(sessionShape) } },
  run: async ({ ctx }) => {
    const rows = await readSessions(ctx.userId)
    const items = rows.map((row) => ({ ...row, current: row.id === ctx.sessionId }))
    return { status: 200, body: { items, nextCursor: null } }
  },
})

/** DELETE /me/sessions/{id} */
export const removeSession = endpoint({
  method: 'DELETE',
  path: '/me/sessions/{id}',
  tag,
  summary: 'Sign out a device or script',
  access: 'user',
  params: idParams,
  answers: { 204: { description: 'It is signed out' } },
  errors: ['not_found'],
  run: async ({ ctx, params }) => {
    if (!(await revokeSession(ctx.userId, params.id))) throw new AppError('not_found')
    return { status: 204 }
  },
})
