import { beforeAll, describe, expect, inject, it } from 'vitest'
import { type Expense, type List, register, type User } from '@/tests/support/api'

type Values = Record<string, unknown>
type Revision = {
  rev: number
  kind: string
  at: string
  by: string
  byName: string | null
  via: string
  client: string | null
  changes: Record<string, { from: Values; to: Values; seen?: Values }>
}

let ada: User

beforeAll(async () => {
  ada = await register()
})

async function historyOf(id: string): Promise<Revision[]> {
  const { items, nextCursor } = await ada.get<List<Revision>>(`/expenses/${id}/history`)
  expect(nextCursor).toBeNull()
  return items
}

describe('the history of an expense', () => {
  it('tells oldest first who did what and when, per unit what stood there and what stands there since', async () => {
    await ada.want(200, 'PATCH', '/me', { name: 'Ada' })
    const made = await ada.add({ amount: '2.50', note: 'milk', date: '2026-11-01' })
    const path = `/expenses/${made.id}`
    const changed = await ada.want<Expense>(200, 'PATCH', path, { amount: '3.00', note: 'bread' })
    await ada.want(204, 'DELETE', path)
    const restored = await ada.want<Expense>(200, 'POST', `${path}/restore`)
    const [create, update, remove, restore] = await historyOf(made.id)
    const author = {
      walletId: ada.walletId,
      by: ada.id,
      byName: 'Ada',
      via: 'rest',
      client: null,
      device: 'node',
    }
    expect(create).toEqual({
      ...author,
      rev: made.rev,
      kind: 'create',
      at: made.createdAt,
      changes: {
        money: { from: {}, to: { amount: '2.50', currency: 'EUR' } },
        date: { from: {}, to: { date: '2026-11-01' } },
        category: { from: {}, to: { categoryId: made.categoryId } },
        note: { from: {}, to: { note: 'milk' } },
      },
    })
    expect(update).toEqual({
      ...author,
      rev: changed.rev,
      kind: 'update',
      at: changed.updatedAt,
      changes: {
        money: {
          from: { amount: '2.50', currency: 'EUR' },
          to: { amount: '3.00', currency: 'EUR' },
        },
        note: { from: { note: 'milk' }, to: { note: 'bread' } },
      },
    })
    expect(remove).toMatchObject({ ...author, kind: 'delete', changes: {} })
    expect(restore).toMatchObject({ ...author, kind: 'restore', changes: {}, rev: restored.rev })
  })

  it('is there while the expense is deleted', async () => {
    const { id } = await ada.add()
    await ada.want(204, 'DELETE', `/expenses/${id}`)
    expect((await historyOf(id)).map(({ kind }) => kind)).toEqual(['create', 'delete'])
  })

  it('does not grow by what changes nothing', async () => {
    const { id } = await ada.add({ note: 'same' })
    await ada.want(200, 'PATCH', `/expenses/${id}`, { note: 'same' })
    await ada.want(200, 'POST', `/expenses/${id}/restore`)
    await ada.want(204, 'DELETE', `/expenses/${id}`)
    await ada.want(204, 'DELETE', `/expenses/${id}`)
    expect((await historyOf(id)).map(({ kind }) => kind)).toEqual(['create', 'delete'])
  })
})

describe('two edits at once', () => {
  it('of different fields both survive', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await ada.add({ note: 'old', date: '2026-01-01' })
      await Promise.all([
        ada.want(200, 'PATCH', `/expenses/${id}`, { note: 'new' }),
        ada.want(200, 'PATCH', `/expenses/${id}`, { date: '2026-02-02' }),
        ada.want(200, 'PATCH', `/expenses/${id}`, { amount: 9 }),
        ada.want(200, 'PATCH', `/expenses/${id}`, { category: 'Travel' }),
      ])
      const both = { note: 'new', date: '2026-02-02', amount: '9.00', category: 'Travel' }
      expect(await ada.get(`/expenses/${id}`)).toMatchObject(both)
    }
  })

  it('of the same field: the newcomer wins, and the history keeps every value and what its author had seen', async () => {
    let unseen = 0
    for (let round = 0; round < 20 && unseen < 3; round++) {
      const { id } = await ada.add({ note: 'start' })
      const notes = ['a', 'b', 'c', 'd']
      await Promise.all(notes.map((note) => ada.want(200, 'PATCH', `/expenses/${id}`, { note })))
      const steps = (await historyOf(id)).map(({ changes }) => changes.note)
      expect(steps.map((step) => step?.to.note).sort()).toEqual([...notes, 'start'])
      steps.forEach((step, index) => {
        const before = steps[index - 1]?.to ?? {}
        expect(step?.from).toEqual(before)
        if (!step?.seen) return
        unseen++
        const earlier = steps.slice(0, index).map((one) => one?.to.note)
        expect(earlier).toContain(step.seen.note)
        expect(step.seen).not.toEqual(step.from)
      })
      const { note } = await ada.get<Expense>(`/expenses/${id}`)
      expect(note).toBe(steps.at(-1)?.to.note)
    }
    // The embedded database answers within the same process, so there a request is done before the next one reads.
    if (inject('database') === 'postgres') expect(unseen, 'edits that met').toBeGreaterThan(0)
  })

  it('of which one is by If-Match: at most one of ten with the same ETag gets through', async () => {
    const { id, rev } = await ada.add()
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        ada.call('PATCH', `/expenses/${id}`, { note: `${index}` }, { 'if-match': `"${rev}"` }),
      ),
    )
    const statuses = replies.map(({ status }) => status).sort()
    expect(statuses).toEqual([200, ...Array(9).fill(412)])
    expect(await historyOf(id)).toHaveLength(2)
  })
})
