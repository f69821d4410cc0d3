import { expect, it, vi } from 'vitest'
import type { Touched } from '@/lib/client/replica/touched'
import { newId } from '@/lib/core/ids'
import type { SyncRequest } from '@/lib/domain/protocol'
import { makeSyncingPerson, openDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { newExpense } from '@/tests/support/people'

onEachDatabase(() => {
  /** A device after its first sync, with what it sends and what its writes touch. */
  async function begun(name = newId()) {
    const ada = await makeSyncingPerson()
    const requests: SyncRequest[] = []
    const touched: Touched[] = []
    const device = await openDevice(ada.userId, {
      name,
      hear: (one) => touched.push(one),
      line: (request, send) => {
        requests.push(request)
        return send(request)
      },
    })
    await device.sync()
    requests.length = 0
    touched.length = 0
    return { ada, device, requests, touched }
  }

  it('a change is on its way as soon as it is made, before anything is read', async () => {
    const { ada, device, requests } = await begun()
    const args = newExpense(ada, { note: 'at once' })
    const change = { name: 'expense.create' as const, args, summary: '' }
    const { toSend } = await device.replica.mutateAll([change])
    const reads = vi.spyOn(device.replica, 'outbox')
    const synced = device.engine.kick(toSend)
    expect(requests.map(({ mutations }) => mutations.map((one) => one.args))).toEqual([[args]])
    await synced
    expect(reads).not.toHaveBeenCalled()
    expect([await device.replica.outbox(), requests.length]).toEqual([[], 1])
  })

  it('one that is made while others wait goes behind them', async () => {
    const { ada, device, requests } = await begun()
    const make = async (note: string) =>
      device.replica.mutateAll([
        { name: 'expense.create', args: newExpense(ada, { note }), summary: '' },
      ])
    await make('first')
    const { toSend } = await make('second')
    expect(toSend).toBeUndefined()
    await device.engine.kick(toSend)
    expect(requests[0]?.mutations.map(({ n }) => n)).toEqual([1, 2])
    expect(await device.replica.outbox()).toEqual([])
  })

  it('one that another tab sends at the same time is made once', async () => {
    const name = newId()
    const { ada, device } = await begun(name)
    const other = await openDevice(ada.userId, { name })
    const args = newExpense(ada, { note: 'twice' })
    const { toSend } = await device.replica.mutateAll([
      { name: 'expense.create', args, summary: '' },
    ])
    await Promise.all([device.engine.kick(toSend), other.engine.kick()])
    await device.sync()
    expect(await device.replica.outbox()).toEqual([])
    expect(await device.replica.store.count('expense')).toBe(1)
    const laptop = await openDevice(ada.userId)
    await laptop.sync()
    expect(await laptop.replica.store.count('expense')).toBe(1)
  })

  it('an answer that brings nothing touches nothing, and nothing is written', async () => {
    const { device, touched } = await begun()
    const before = await device.replica.meta()
    await device.sync()
    await device.sync()
    expect(touched.map((one) => [...one.keys()])).toEqual([[], []])
    expect(await device.replica.meta()).toEqual(before)
  })

  it('a save touches its day of its wallet and what waits; what the server makes of it no sum', async () => {
    const { ada, device, touched } = await begun()
    const args = newExpense(ada, { note: 'touching' })
    await device.replica.mutate('expense.create', args, '')
    await device.sync()
    const days = new Map([[ada.walletId, new Set([args.fields.date])]])
    expect(touched).toEqual([
      new Map<string, unknown>([
        ['month', new Map([[ada.walletId, 'all']])],
        ['outbox', 'all'],
        ['expense', days],
      ]),
      new Map<string, unknown>([
        ['outbox', 'all'],
        ['expense', days],
      ]),
    ])
  })
})
