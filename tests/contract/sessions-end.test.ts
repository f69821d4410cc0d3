import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { sessions } from '@/db/schema/accounts'
import { newId } from '@/lib/core/ids'
import { type Account, registerAccount } from '@/lib/server/auth/accounts'
import { changePassword, endSession, verifySignIn } from '@/lib/server/auth/credentials'
import { makeInvite, makeResetLink } from '@/lib/server/auth/links'
import { sessionCtx } from '@/lib/server/auth/session-ctx'
import { listSessions, startSession, touchSession, wasRevoked } from '@/lib/server/auth/sessions'
import { onEachDatabase } from './accounts-database'

const address = '203.0.113.7'
const password = 'a long enough one'

onEachDatabase('the end of sessions', () => {
  let ada: Account
  const logged: string[] = []

  beforeAll(async () => {
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      logged.push(String(text))
      return true
    })
    ada = await registerAccount({ email: 'ada@example.org', password }, address)
  }, 60_000)

  /** A browser's session that began so long ago, in the words of PostgreSQL. */
  async function begun(ago: string): Promise<string> {
    const id = await startSession(ada, 'cookie', 'Firefox')
    const createdAt = sql`now() - ${ago}::interval`
    await database().update(sessions).set({ createdAt }).where(eq(sessions.id, id))
    return id
  }

  const ctxOf = async (id: string) => {
    const ctx = await sessionCtx(id, ada.id, 'rest')
    if (!ctx) throw new Error('There is no such session.')
    return ctx
  }

  it('comes a year after it began, however often it is used, and is no revocation', async () => {
    const id = await begun('364 days')
    expect(await sessionCtx(id, ada.id, 'form')).toBeDefined()
    await touchSession(id)
    const [row] = await database().select().from(sessions).where(eq(sessions.id, id))
    const days = (Date.parse(row?.expiresAt ?? '') - Date.now()) / 86_400_000
    expect(days).toBeCloseTo(1, 1)

    // As one whose cookie an older version has prolonged again and again.
    const old = await begun('366 days')
    expect(await sessionCtx(old, ada.id, 'form')).toBeUndefined()
    expect((await listSessions(ada.id)).map((one) => one.id)).not.toContain(old)
    expect(await wasRevoked(ada.id, old)).toBe(false)
  })

  it('is brought about elsewhere by whoever just signed in, or with the password', async () => {
    const other = () => startSession(ada, 'bearer', 'curl')
    const fresh = await ctxOf(await begun('9 minutes'))
    const stale = await ctxOf(await begun('11 minutes'))
    const end = (ctx: typeof fresh, id: string, currentPassword?: string) =>
      endSession(ctx, { id, password: async () => currentPassword }, address)
    expect(await end(fresh, await other())).toBe(true)

    const victim = await other()
    const field = (message: string) => ({ fields: [{ path: 'currentPassword', message }] })
    const needed = field('is needed, as you signed in a while ago')
    await expect(end(stale, victim)).rejects.toMatchObject(needed)
    await expect(end(stale, victim, 'wrong')).rejects.toMatchObject(field('is not right'))
    expect(await sessionCtx(victim, ada.id, 'rest')).toBeDefined()
    expect(await end(stale, victim, password)).toBe(true)
    expect(await sessionCtx(victim, ada.id, 'rest')).toBeUndefined()
    // What is not there needs no password, and one's own none either.
    expect(await end(stale, newId())).toBe(false)
    expect(await end(stale, stale.sessionId ?? '')).toBe(true)
  })

  it('is logged, as every sign-in, refusal, change and link is, by ids alone', async () => {
    logged.length = 0
    const visitor = { address }
    await verifySignIn({ email: ada.email, password: 'wrong' }, visitor).catch(() => {})
    await verifySignIn({ email: 'nobody@example.org', password: 'wrong' }, visitor).catch(() => {})
    ada = await verifySignIn({ email: ada.email, password }, visitor)
    const session = await startSession(ada, 'cookie', 'Firefox')
    const ctx = await ctxOf(session)
    const change = { currentPassword: password, newPassword: 'another long enough one' }
    await changePassword(ctx, { ...change, currentPassword: 'wrong' }, address).catch(() => {})
    await changePassword(ctx, change, address)
    await makeResetLink(ada.email)
    await makeInvite()
    await endSession(ctx, { id: session, password: async () => undefined }, address)
    const user = ada.id
    const events = logged.map((line) => JSON.parse(line))
    expect(events.map(({ at: _, ...event }) => event)).toEqual([
      { security: 'sign-in refused', user, what: 'password' },
      { security: 'sign-in refused', what: 'password' },
      { security: 'signed in', user, session, what: 'cookie' },
      { security: 'password refused', user, session },
      { security: 'other sessions ended', user, session },
      { security: 'password changed', user, session },
      { security: 'link made', user, what: 'reset' },
      { security: 'link made', what: 'invite' },
      { security: 'session ended', user, session },
    ])
    for (const secret of [ada.email, 'nobody', address, 'another', '?t=']) {
      expect(logged.join('')).not.toContain(secret)
    }
  })
})
