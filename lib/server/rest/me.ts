import 'server-only'
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { AppError } from '@/lib/core/errors'
import { parse } from '@/lib/core/parse'
import { changesBetween } from '@/lib/domain/change'
import { entities, type Fields } from '@/lib/domain/entities'
import { idField, lineField, localeField, timeZoneField } from '@/lib/domain/fields'
import { changed } from '@/lib/domain/merge'
import { themes } from '@/lib/domain/settings/rules'
import { endSession } from '../auth/credentials'
import type { Ctx } from '../auth/ctx'
import { addressOf } from '../auth/request'
import { listSessions as readSessions } from '../auth/sessions'
import { execute } from '../execute'
import { readJson } from '../http/body'
import { readAccount } from '../reads/account'
import { readSettings } from '../reads/settings'
import { endpoint } from './endpoint'
import { described, idParams, instant, listOf, uuid } from './shapes'

const tag = 'You'
const passwordInput = z.string().meta({ format: 'password' })
const { units } = entities.settings

const meShape = z.strictObject({
  id: uuid,
  email: z.string(),
  name: z.string(),
  defaultWalletId: uuid.nullable(),
  timeZone: z
    .string()
    .meta({ description: 'In which a day begins and ends for the plain form and here' }),
  timeZoneChosen: z
    .boolean()
    .meta({ description: 'Whether you chose it; else it is what your devices report' }),
  locale: z.string().nullable().meta({ description: 'BCP 47; null is as the device has it' }),
  firstWeekday: z.int().nullable().meta({
    description:
      '1 (Monday) to 7 (Sunday): what you chose, else what a device of yours reported; null, which counts as Monday here, until one does',
  }),
  monthStartsOn: z.int().meta({
    description: 'The day on which months begin in the app; summaries here do not follow it',
  }),
  theme: z.enum(themes),
  createdAt: instant,
})

type Settings = Fields<'settings'>

async function showMe(ctx: Ctx, settings: Settings): Promise<z.infer<typeof meShape>> {
  return { ...(await readAccount(ctx)), ...settings }
}

/** GET /me */
export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  tag,
  summary: 'Read your account and settings',
  access: 'user',
  answers: { 200: { description: 'You', body: meShape } },
  run: async ({ ctx }) => ({ status: 200, body: await showMe(ctx, await readSettings(ctx)) }),
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
    locale: z.optional(z.nullable(described(localeField, { examples: ['de-AT'] }))),
    firstWeekday: z.optional(units.firstWeekday.shape.firstWeekday),
    monthStartsOn: z.optional(units.monthStartsOn.shape.monthStartsOn),
    theme: z.optional(units.theme.shape.theme),
  }),
  example: { name: 'Ada', timeZone: 'Europe/Vienna', locale: 'de-AT', monthStartsOn: 25 },
  answers: { 200: { description: 'You', body: meShape } },
  run: async ({ ctx, body }) => {
    const { name, ...asked } = body
    const now = await readSettings(ctx)
    const wanted = {
      ...now,
      ...given(asked),
      ...(asked.timeZone !== undefined && { timeZoneChosen: true }),
    }
    await changeSettings(ctx, now, wanted)
    if (name !== undefined) {
      await database().update(users).set({ name }).where(eq(users.id, ctx.userId))
    }
    return { status: 200, body: await showMe(ctx, wanted) }
  },
})

/** Without the fields that were left out. */
function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}

async function changeSettings(ctx: Ctx, now: Settings, wanted: Settings): Promise<void> {
  const changes = changesBetween('settings', now, changed(now, wanted))
  if (Object.keys(changes).length === 0) return
  await execute(ctx, 'settings.update', { userId: ctx.userId, changes })
}

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

/** The password that came along, which is looked for only where it is needed. */
async function passwordIn(request: Request): Promise<string | undefined> {
  // The server in front gives each body its length; many a client names a type also where it sends none.
  if (Number(request.headers.get('content-length') ?? 0) === 0) return undefined
  const fields = z.strictObject({ currentPassword: passwordInput.optional() })
  return parse(fields, await readJson(request)).currentPassword
}

/** DELETE /me/sessions/{id} */
export const removeSession = endpoint({
  method: 'DELETE',
  path: '/me/sessions/{id}',
  tag,
  summary: 'Sign out a device or script',
  description:
    'Another one than that which asks: within 10 minutes after signing in, else with the password in a JSON body, `{"currentPassword": "…"}`.',
  access: 'user',
  params: idParams,
  answers: { 204: { description: 'It is signed out' } },
  errors: ['not_found', 'too_many'],
  run: async ({ ctx, params, request }) => {
    const given = { id: params.id, password: () => passwordIn(request) }
    if (!(await endSession(ctx, given, addressOf(request.headers)))) throw new AppError('not_found')
    return { status: 204 }
  },
})
