import { beforeEach, expect, it } from 'vitest'
import { SyncProblem } from '@/lib/client/syncing/engine'
import { findLink, makeInvite, makeResetLink } from '@/lib/server/auth/links'
import { sessionCtx } from '@/lib/server/auth/session-ctx'
import { revokeSession, startSession, wasRevoked } from '@/lib/server/auth/sessions'
import { backups, expenseOnServer } from '@/tests/support/backups'
import { makeSyncingPerson, openDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { newExpense, type Person } from '@/tests/support/people'

onEachDatabase(() => {
  const { backUp, putBack } = backups()
  let ada: Person
  const begin = (kind: 'cookie' | 'bearer') =>
    startSession({ id: ada.userId, passwordHash: '' }, kind, 'here')
  const isIn = async (id: string) => (await sessionCtx(id, ada.userId, 'sync')) !== undefined
  const tokenOf = ({ url }: { url: string }) => new URL(url).searchParams.get('t') ?? ''

  beforeEach(async () => {
    ada = await makeSyncingPerson()
  })

  it('a restore ends links and sessions of browsers and scripts alike', async () => {
    const [browser, script] = [await begin('cookie'), await begin('bearer')]
    const invite = tokenOf(await makeInvite())
    const reset = tokenOf(await makeResetLink(`${ada.userId}@example.org`))
    expect([await isIn(browser), await isIn(script)]).toEqual([true, true])
    const { ended } = await putBack(await backUp())
    expect(ended.links).toBeGreaterThanOrEqual(2)
    expect(ended.sessions).toBeGreaterThanOrEqual(2)
    expect([await isIn(browser), await isIn(script)]).toEqual([false, false])
    expect(await findLink('invite', invite)).toBeUndefined()
    expect(await findLink('reset', reset)).toBeUndefined()
    // Nobody signed them out: their devices keep what they hold, and are only asked to sign in again.
    expect([await wasRevoked(ada.userId, browser), await wasRevoked(ada.userId, script)]).toEqual([
      false,
      false,
    ])
  })

  it('who was signed out, before the backup or since, stays so and is told that', async () => {
    const [before, since] = [await begin('cookie'), await begin('cookie')]
    await revokeSession(ada.userId, before)
    const file = await backUp()
    await revokeSession(ada.userId, since)
    for (const keepSessions of [false, true]) {
      await putBack(file, { keepSessions })
      expect([await isIn(before), await isIn(since)]).toEqual([false, false])
      expect([await wasRevoked(ada.userId, before), await wasRevoked(ada.userId, since)]).toEqual([
        true,
        true,
      ])
    }
  })

  it('keeps the other sessions where that is asked for, and no link', async () => {
    const browser = await begin('cookie')
    const invite = tokenOf(await makeInvite())
    const { ended } = await putBack(await backUp(), { keepSessions: true })
    expect(ended.sessions).toBe(0)
    expect(await isIn(browser)).toBe(true)
    expect(await findLink('invite', invite)).toBeUndefined()
  })

  it('a device that is asked to sign in again keeps all that it has, and heals the server then', async () => {
    let signedIn = true
    const phone = await openDevice(ada.userId, {
      line: (request, send) => {
        if (!signedIn) throw new SyncProblem('unauthorized', 'The session is over.')
        return send(request)
      },
    })
    await phone.sync()
    const file = await backUp()
    const [lost, waiting] = [newExpense(ada, { note: 'lost' }), newExpense(ada, { note: 'waits' })]
    await phone.replica.mutate('expense.create', lost, '')
    await phone.sync()
    await phone.replica.mutate('expense.create', waiting, '')
    const rows = await phone.rows()
    await putBack(file)
    signedIn = false
    await phone.engine.kick()
    expect(phone.engine.state).toMatchObject({ kind: 'signed-out', code: 'unauthorized' })
    expect(await phone.rows()).toEqual(rows)
    expect(await phone.replica.outbox()).toHaveLength(1)
    signedIn = true
    await phone.sync()
    for (const { id } of [lost, waiting]) {
      expect(await expenseOnServer(ada.walletId, id)).toBeDefined()
    }
  })
})
