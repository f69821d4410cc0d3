import { beforeEach, expect, it } from 'vitest'
import { readInbox } from '@/lib/client/inbox/inbox'
import { storeNames } from '@/lib/client/replica/store'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { backups } from '@/tests/support/backups'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { firstCategory, join, makeWallet, newExpense, type Person } from '@/tests/support/people'

const day = 86_400_000

onEachDatabase(() => {
  const { backUp, putBack } = backups()
  let ada: Person
  let phone: TestDevice

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId)
    await phone.sync()
  })

  const script = async (userId: string, name: Parameters<typeof execute>[1], args: unknown) =>
    execute(await systemCtx(userId), name, args)
  async function spend(walletId: string, note: string): Promise<void> {
    const args = newExpense({ walletId, categoryId: firstCategory(walletId) }, { note })
    await script(ada.userId, 'expense.create', args)
  }
  /** Everything that a device holds, in whichever store. */
  async function held({ replica }: TestDevice): Promise<string> {
    const all = await Promise.all(storeNames.map((name) => replica.store.getAll(name)))
    return JSON.stringify(all)
  }
  const removeFrom = (walletId: string, userId: string) =>
    query(`with counted as (update spaces set seq = seq + 1 where id = '${walletId}' returning seq)
      update members set deleted_at = now(), rev = (select seq from counted)
      where space_id = '${walletId}' and id = '${userId}'`)

  it('a lost wallet whose id somebody else has taken meanwhile is set aside, not dropped', async () => {
    const file = await backUp()
    const walletId = await makeWallet(ada.userId)
    await spend(walletId, 'only here')
    await phone.sync()
    await putBack(file)
    const bob = await makeSyncingPerson()
    const fields = { name: 'Taken', currency: 'EUR' }
    await script(bob.userId, 'wallet.create', { walletId, fields, categories: [] })
    await phone.sync()
    expect(await phone.replica.store.get('wallet', [walletId, walletId])).toBeUndefined()
    expect(await held(phone)).toContain('only here')
    // And still once the next answers have come.
    await phone.sync()
    expect(await held(phone)).toContain('only here')
    expect((await readInbox(phone.replica)).aside).toMatchObject([
      { kind: 'lost', spaceId: walletId, name: 'Wallet', currency: 'EUR', count: 1 },
    ])
    expect(await phone.replica.countNotSent()).toBe(1)
    expect(await phone.replica.wipe({ onlySent: true })).toBe(false)
  })

  it('what is set aside stays for 14 days by the server’s clock, whatever the device’s says', async () => {
    const file = await backUp()
    const walletId = await makeWallet(ada.userId)
    await spend(walletId, 'for 14 days')
    let ahead = 6 * 365
    let server = 0
    const device = await openDevice(ada.userId, {
      now: () => new Date(Date.now() + ahead * day),
      line: async (request, send) => {
        const reply = await send(request)
        const at = new Date(Date.now() + server * day).toISOString()
        return reply.at ? { ...reply, at } : reply
      },
    })
    await device.sync()
    await putBack(file)
    const bob = await makeSyncingPerson()
    const fields = { name: 'Taken', currency: 'EUR' }
    await script(bob.userId, 'wallet.create', { walletId, fields, categories: [] })
    await device.sync()
    const { aside } = await readInbox(device.replica)
    expect(aside).toHaveLength(1)
    const days = (Date.parse(aside[0]?.until ?? '') - Date.now()) / day
    expect(days).toBeGreaterThan(13.9)
    expect(days).toBeLessThan(14.1)
    ahead += 300
    server = 13
    await device.sync()
    expect(await held(device)).toContain('for 14 days')
    server = 15
    await device.sync()
    expect(await held(device)).not.toContain('for 14 days')
    expect((await readInbox(device.replica)).aside).toEqual([])
  })

  it('a wallet of which the copy does not know this person is set aside, on the device of an editor too', async () => {
    const bob = await makeSyncingPerson()
    const file = await backUp()
    await join(ada.walletId, bob.userId, 'editor')
    await spend(ada.walletId, 'seen by both')
    const tablet = await openDevice(bob.userId)
    await tablet.sync()
    await putBack(file)
    await tablet.sync()
    expect(await held(tablet)).toContain('seen by both')
  })

  it('a wallet that is not there at all, and that another person made, is set aside as it was', async () => {
    const bob = await makeSyncingPerson()
    const file = await backUp()
    const walletId = await makeWallet(bob.userId)
    await join(walletId, ada.userId, 'editor')
    await spend(walletId, 'in a lost one')
    await phone.sync()
    await putBack(file)
    await phone.sync()
    expect(await phone.replica.store.get('wallet', [walletId, walletId])).toBeUndefined()
    expect(await held(phone)).toContain('in a lost one')
  })

  it('a membership that ended before the backup is an ordinary loss: its rows go', async () => {
    const bob = await makeSyncingPerson()
    await join(ada.walletId, bob.userId, 'editor')
    await spend(ada.walletId, 'of others')
    const tablet = await openDevice(bob.userId)
    await tablet.sync()
    await removeFrom(ada.walletId, bob.userId)
    const file = await backUp()
    await spend(ada.walletId, 'later')
    await putBack(file)
    await tablet.sync()
    expect(await held(tablet)).not.toContain('of others')
  })

  it('a membership that somebody ends after the restore leaves what only this device had seen', async () => {
    const bob = await makeSyncingPerson()
    await join(ada.walletId, bob.userId, 'editor')
    const file = await backUp()
    await spend(ada.walletId, 'lost with the copy')
    const tablet = await openDevice(bob.userId)
    await tablet.sync()
    await putBack(file)
    await removeFrom(ada.walletId, bob.userId)
    await tablet.sync()
    expect(await held(tablet)).toContain('lost with the copy')
  })
})
