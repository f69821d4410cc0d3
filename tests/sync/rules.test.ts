import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { ask, makeSyncingPerson, openDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { codeOf, firstCategory, makeWallet, newExpense, type Person } from '@/tests/support/people'

const look = { icon: 'coffee', color: 'teal', position: 11, archived: false, mergedInto: null }

onEachDatabase(() => {
  let ada: Person

  beforeEach(async () => {
    ada = await makeSyncingPerson()
  })

  /** What the server says to changes that no screen of ours would make. */
  async function answers(...changes: [string, unknown][]) {
    const { acks } = await ask(ada.userId, {
      ...{ protocol: 1, epoch: null, userId: null, clientId: newId(), cookie: {} },
      mutations: changes.map(([name, args], at) => ({ id: newId(), n: at + 1, name, args })),
    })
    return acks.map((ack) => ('refused' in ack ? ack.refused.code : 'revs' in ack ? 'ok' : 'later'))
  }
  const toDefault = (to: string | null) => ({
    userId: ada.userId,
    changes: { defaultWallet: { from: { defaultWalletId: null }, to: { defaultWalletId: to } } },
  })

  describe('the last wallet', () => {
    it('cannot go, neither by sync nor on the device itself', async () => {
      const remove = { walletId: ada.walletId, seen: {} }
      const device = await openDevice(ada.userId)
      await device.sync()
      expect(await codeOf(device.replica.mutate('wallet.delete', remove, ''))).toBe('in_use')
      expect(await answers(['wallet.delete', remove])).toEqual(['in_use'])
      await makeWallet(ada.userId)
      expect(await answers(['wallet.delete', remove])).toEqual(['ok'])
    })

    it('stays where two devices delete one each, and the second hears why', async () => {
      const other = await makeWallet(ada.userId)
      const devices = [await openDevice(ada.userId), await openDevice(ada.userId)] as const
      for (const device of devices) await device.sync()
      await devices[0].replica.mutate('wallet.delete', { walletId: ada.walletId, seen: {} }, '')
      await devices[1].replica.mutate('wallet.delete', { walletId: other, seen: {} }, '')
      for (const device of devices) await device.sync()
      expect(await devices[1].replica.outbox()).toMatchObject([
        { state: 'refused', refusal: { code: 'in_use' } },
      ])
      expect((await systemCtx(ada.userId)).spaces.has(other)).toBe(true)
    })

    it('stays where both are deleted at the same moment', async () => {
      const all = [ada.walletId, await makeWallet(ada.userId)]
      const ctx = await systemCtx(ada.userId)
      const said = await Promise.all(
        all.map((walletId) => codeOf(execute(ctx, 'wallet.delete', { walletId, seen: {} }))),
      )
      expect(said.sort()).toEqual(['in_use', 'ok'])
    })
  })

  it('the default wallet is one of the own, which may be made just before', async () => {
    const [bob, gone, made] = [await makeSyncingPerson(), await makeWallet(ada.userId), newId()]
    const fields = { name: 'New', currency: 'EUR' }
    expect(
      await answers(
        ['wallet.delete', { walletId: gone, seen: {} }],
        ['settings.update', toDefault(bob.walletId)],
        ['settings.update', toDefault(gone)],
        ['settings.update', toDefault(newId())],
        ['settings.update', toDefault(ada.userId)],
        ['wallet.create', { walletId: made, fields, categories: [] }],
        ['settings.update', toDefault(made)],
        ['settings.update', toDefault(ada.walletId)],
        ['settings.update', toDefault(null)],
      ),
    ).toEqual(['ok', 'invalid', 'invalid', 'invalid', 'invalid', 'ok', 'ok', 'ok', 'ok'])
  })

  it('a category lives in a wallet, and what is in one names no other one', async () => {
    const { userId, walletId } = ada
    const [other, id] = [await makeWallet(userId), newId()]
    const fields = { name: 'Tea', ...look }
    const theirs = firstCategory(other)
    const change = {
      category: { from: { categoryId: ada.categoryId }, to: { categoryId: theirs } },
    }
    const milk = newExpense(ada)
    const alias = { alias: { from: { mergedInto: null }, to: { mergedInto: theirs } } }
    expect(
      await answers(
        ['category.create', { walletId: userId, id, fields }],
        ['category.update', { walletId: userId, id, changes: alias }],
        ['category.place', { walletId: userId, id, after: null }],
        ['category.delete', { walletId: userId, id, seen: {} }],
        ['category.restore', { walletId: userId, id }],
        ['expense.create', newExpense({ walletId: userId, categoryId: theirs })],
        ['expense.create', newExpense({ walletId, categoryId: theirs })],
        ['expense.create', milk],
        ['expense.update', { walletId, id: milk.id, changes: change }],
        ['category.update', { walletId, id: ada.categoryId, changes: alias }],
      ),
    ).toEqual([
      ...Array.from({ length: 6 }, () => 'not_found'),
      ...['invalid', 'ok', 'invalid', 'invalid'],
    ])
  })
})
