import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { oneTimeLinks, sessions, users } from '@/db/schema/accounts'
import { spaces } from '@/db/schema/spaces'
import { newId } from '@/lib/core/ids'
import { type Account, registerAccount } from '@/lib/server/auth/accounts'
import { changeEmail, resetPassword, verifySignIn } from '@/lib/server/auth/credentials'
import { makeResetLink, takeLink } from '@/lib/server/auth/links'
import { sessionCtx, systemCtx } from '@/lib/server/auth/session-ctx'
import {
  listSessions,
  revokeSession,
  revokeSessions,
  startSession,
} from '@/lib/server/auth/sessions'
import { execute } from '@/lib/server/execute'
import { onEachDatabase, over, tally } from './accounts-database'

const password = 'a long enough one'
const address = '203.0.113.7'

onEachDatabase('accounts', () => {
  let ada: Account

  beforeAll(async () => {
    ada = await registerAccount({ email: 'ada@example.org', password }, address)
  })

  describe('registering', () => {
    async function count(of: typeof users | typeof spaces): Promise<number> {
      return database().$count(of)
    }

    it('makes settings, one wallet and its ten categories', async () => {
      const { spaces: own, defaultWalletId, timeZone } = await systemCtx(ada.id)
      expect(
        [...own.values()].map(({ kind, role, currency }) => [kind, role, currency]).sort(),
      ).toEqual([
        ['user', 'owner', null],
        ['wallet', 'owner', 'EUR'],
      ])
      expect(own.get(defaultWalletId ?? '')?.kind).toBe('wallet')
      expect(timeZone).toBe('UTC')
    })

    it('gives an address to one of several that want it at once, and leaves nothing of the others', async () => {
      const before = await Promise.all([count(users), count(spaces)])
      const all = await Promise.allSettled(
        Array.from({ length: 4 }, () =>
          registerAccount({ email: 'race@example.org', password }, address).then(() => 'made'),
        ),
      )
      expect(tally(all)).toEqual({ made: 1, email_taken: 3 })
      const after = await Promise.all([count(users), count(spaces)])
      expect(after).toEqual([before[0] + 1, before[1] + 2])
    })
  })

  describe('a session', () => {
    it('gives its user’s access, until it is revoked', async () => {
      const id = await startSession(ada, 'cookie', 'a browser')
      expect(await sessionCtx(id, ada.id, 'rest')).toMatchObject({
        userId: ada.id,
        sessionId: id,
        via: 'rest',
        spaces: (await systemCtx(ada.id)).spaces,
      })
      expect(await revokeSession(newId(), id)).toBe(false)
      expect(await sessionCtx(id, ada.id, 'rest')).toBeDefined()
      expect(await revokeSession(ada.id, id)).toBe(true)
      expect(await sessionCtx(id, ada.id, 'rest')).toBeUndefined()
      expect(await revokeSession(ada.id, id)).toBe(false)
    })

    it('is nobody else’s, and nobody’s once it is over', async () => {
      const id = await startSession(ada, 'cookie', 'a browser')
      expect(await sessionCtx(id, newId(), 'rest')).toBeUndefined()
      expect(await sessionCtx(newId(), ada.id, 'rest')).toBeUndefined()
      expect(
        await sessionCtx(`${id}' or true --`, ada.id, 'rest').catch(() => undefined),
      ).toBeUndefined()
      await database().update(sessions).set({ expiresAt: over }).where(eq(sessions.id, id))
      expect(await sessionCtx(id, ada.id, 'rest')).toBeUndefined()
      expect((await listSessions(ada.id)).map((one) => one.id)).not.toContain(id)
    })

    it('lasts 180 days from when it was last seen, noted at most once an hour', async () => {
      const id = await startSession(ada, 'cookie', 'a browser')
      const read = async () => (await listSessions(ada.id)).find((one) => one.id === id)
      const seen = (minutes: number) =>
        database()
          .update(sessions)
          .set({
            seenAt: sql`now() - make_interval(mins => ${minutes})`,
            expiresAt: sql`now() + interval '1 day'`,
          })
          .where(eq(sessions.id, id))
      await seen(59)
      await sessionCtx(id, ada.id, 'rest')
      expect(daysLeft((await read())?.expiresAt)).toBeCloseTo(1, 1)
      await seen(61)
      await sessionCtx(id, ada.id, 'rest')
      expect(daysLeft((await read())?.expiresAt)).toBeCloseTo(180, 1)
    })

    it('of a script lasts 15 minutes, however much it is used', async () => {
      const id = await startSession(ada, 'bearer', 'a script')
      await database()
        .update(sessions)
        .set({ seenAt: sql`now() - interval '2 hours'` })
        .where(eq(sessions.id, id))
      await sessionCtx(id, ada.id, 'rest')
      const session = (await listSessions(ada.id)).find((one) => one.id === id)
      expect(daysLeft(session?.expiresAt)).toBeLessThanOrEqual(15 / (24 * 60))
    })

    it('has no access to a wallet that was deleted', async () => {
      const ctx = await systemCtx(ada.id)
      const walletId = newId()
      const fields = { name: 'Holidays', currency: 'CHF' }
      await execute(ctx, 'wallet.create', { walletId, fields, categories: [] })
      const owner = await systemCtx(ada.id)
      await execute(owner, 'settings.update', {
        userId: ada.id,
        changes: {
          defaultWallet: {
            from: { defaultWalletId: owner.defaultWalletId },
            to: { defaultWalletId: walletId },
          },
        },
      })
      const id = await startSession(ada, 'cookie', 'a browser')
      expect(await sessionCtx(id, ada.id, 'rest')).toMatchObject({ defaultWalletId: walletId })
      await execute(owner, 'wallet.delete', { walletId, seen: fields })
      const after = await sessionCtx(id, ada.id, 'rest')
      expect(after?.spaces.has(walletId)).toBe(false)
      expect(after?.spaces.size).toBe(2)
      expect(after?.defaultWalletId).toBeNull()
    })

    it('ends with the others, but for the one to keep', async () => {
      const [kept = '', ended = ''] = await Promise.all(
        ['kept', 'ended'].map((label) => startSession(ada, 'cookie', label)),
      )
      await revokeSessions(ada.id, kept)
      expect(await sessionCtx(kept, ada.id, 'rest')).toBeDefined()
      expect(await sessionCtx(ended, ada.id, 'rest')).toBeUndefined()
    })

    it('cannot be started with a password that was changed meanwhile', async () => {
      const before = { ...ada, passwordHash: 'the hash that the sign-in saw' }
      await expect(startSession(before, 'cookie', 'late')).rejects.toMatchObject({
        code: 'unauthorized',
      })
      expect((await listSessions(ada.id)).map((one) => one.label)).not.toContain('late')
    })
  })

  describe('a reset link', () => {
    const tokenOf = (url: string) => new URL(url).searchParams.get('t') ?? ''

    it('works once, of many at the same moment', async () => {
      const token = tokenOf((await makeResetLink('ada@example.org')).url)
      const all = await Promise.all(
        Array.from({ length: 5 }, () => takeLink(database(), 'reset', token)),
      )
      expect(all.filter((one) => one !== undefined)).toEqual([{ userId: ada.id }])
    })

    it('works for an hour, for nothing else, and is not kept', async () => {
      const { url, expiresAt } = await makeResetLink(' Ada@Example.org')
      const token = tokenOf(url)
      expect(daysLeft(expiresAt) * 24).toBeCloseTo(1, 1)
      expect(await takeLink(database(), 'invite', token)).toBeUndefined()
      const kept = await database()
        .select()
        .from(oneTimeLinks)
        .where(and(eq(oneTimeLinks.userId, ada.id), eq(oneTimeLinks.tokenHash, token)))
      expect(kept).toEqual([])
      await database().update(oneTimeLinks).set({ expiresAt: over })
      expect(await takeLink(database(), 'reset', token)).toBeUndefined()
    })

    it('sets a new password, ends every session and every other link', async () => {
      const [first, second] = [
        tokenOf((await makeResetLink('ada@example.org')).url),
        tokenOf((await makeResetLink('ada@example.org')).url),
      ]
      const session = await startSession(ada, 'cookie', 'old')
      const fresh = 'another long enough one'
      await resetPassword({ token: first, password: fresh }, address)
      expect(await sessionCtx(session, ada.id, 'rest')).toBeUndefined()
      const again = resetPassword({ token: second, password }, address)
      await expect(again).rejects.toMatchObject({ code: 'gone' })
      // The failures of the tests above are forgotten, too.
      const given = { email: 'ada@example.org', password: fresh }
      expect(await verifySignIn(given, { address: '203.0.113.10' })).toMatchObject({ id: ada.id })
    })

    it('ends with the address that it was made for', async () => {
      const { id, email } = await registerAccount(
        { email: 'before@example.org', password },
        '203.0.113.11',
      )
      const token = tokenOf((await makeResetLink(email)).url)
      const given = { currentPassword: password, email: 'after@example.org' }
      await changeEmail(await systemCtx(id), given, '203.0.113.11')
      await expect(resetPassword({ token, password }, address)).rejects.toMatchObject({
        code: 'gone',
      })
    })

    it('is made for nobody who has no account', async () => {
      await expect(makeResetLink('nobody@example.org')).rejects.toThrow(
        'There is no account with the e-mail address nobody@example.org.',
      )
    })
  })
})

function daysLeft(until: string | undefined): number {
  return (Date.parse(until ?? '') - Date.now()) / 86_400_000
}
