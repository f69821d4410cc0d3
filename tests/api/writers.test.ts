import { beforeAll, describe, expect, it } from 'vitest'
import { type Expense, register, type User } from '@/tests/support/api'

type Changes = { items: { id: string; rev: number }[]; since: number; more: boolean }

let ada: User

beforeAll(async () => {
  ada = await register()
})

const seqOf = async (walletId: string) =>
  (await ada.get<Changes>(`/changes?walletId=${walletId}&since=0`)).since

describe('many writers at once', () => {
  it('on one wallet each get a rev of their own, without a gap between them', async () => {
    const before = await seqOf(ada.walletId)
    const made = await Promise.all(Array.from({ length: 50 }, () => ada.add()))
    const revs = made.map(({ rev }) => rev).sort((a, b) => a - b)
    expect(revs).toEqual(Array.from({ length: 50 }, (_, index) => before + 1 + index))
    expect(new Set(made.map(({ id }) => id)).size).toBe(50)
    expect(await seqOf(ada.walletId)).toBe(before + 50)
  })

  it('on two wallets, with moves both ways between them, lose nothing and double nothing', async () => {
    const trip = await ada.addWallet('EUR')
    const note = 'back and forth'
    const there = await Promise.all(Array.from({ length: 8 }, () => ada.add({ note })))
    const back = await Promise.all(
      Array.from({ length: 8 }, () => ada.add({ note, walletId: trip.id })),
    )
    const move = (to: string) => (one: Expense) =>
      ada.want<Expense>(200, 'PATCH', `/expenses/${one.id}`, { walletId: to })
    const moved = await Promise.all([...there.map(move(trip.id)), ...back.map(move(ada.walletId))])
    const found = await ada.all<Expense>(`/expenses?q=${encodeURIComponent(note)}&limit=500`)
    expect(found.map(({ id }) => id).sort()).toEqual(moved.map(({ id }) => id).sort())
    expect(found.filter(({ walletId }) => walletId === trip.id)).toHaveLength(8)
  })

  it('of one expense, that delete, restore, change and move it, leave it in one place or none', async () => {
    const trip = await ada.addWallet('EUR')
    for (let round = 0; round < 4; round++) {
      const note = `fate ${round}`
      const { id } = await ada.add({ note })
      const path = `/expenses/${id}`
      const replies = await Promise.all([
        ada.call('DELETE', path),
        ada.call('PATCH', path, { walletId: trip.id }),
        ada.call('PATCH', path, { walletId: trip.id }),
        ada.call('PATCH', path, { amount: 5 }),
        ada.call('POST', `${path}/restore`),
      ])
      for (const { status } of replies) expect([200, 204, 404]).toContain(status)
      const found = await ada.all<Expense>(`/expenses?q=${encodeURIComponent(`"${note}"`)}`)
      expect(found.length).toBeLessThan(2)
    }
  })
})
