import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import { readyCategories } from '@/lib/domain/categories/ready'
import { type Line, makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { newExpense, type Person } from '@/tests/support/people'

type Carried = { kind: 'sync' | 'lose' | 'repeat' }
type Change =
  | { kind: 'add'; amount: number; date: number }
  | { kind: 'edit'; unit: 'note' | 'amount' | 'category'; row: number; to: number }
  | { kind: 'delete' | 'restore'; row: number }
type Step = Carried | Change

const row = fc.nat(30)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      amount: fc.integer({ min: 1, max: 9999 }),
      date: fc.nat(40),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      unit: fc.constantFrom('note' as const, 'amount' as const, 'category' as const),
      row,
      to: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('delete' as const, 'restore' as const), row }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('sync' as const, 'lose' as const, 'repeat' as const),
    }),
  },
)
const schedule = fc.array(fc.record({ on: fc.nat(1), step }), { minLength: 5, maxLength: 40 })

/** What the line does to the next request: carries it, loses its answer after the server did it, or brings it twice. */
type Weather = { next: 'sync' | 'lose' | 'repeat' }

function lineIn(weather: Weather): Line {
  return async (request, send) => {
    const now = weather.next
    weather.next = 'sync'
    if (now === 'repeat') await send(request)
    const reply = await send(request)
    if (now === 'lose') throw new Error('the answer was lost')
    return reply
  }
}

onEachDatabase(() => {
  describe('two devices that change the same things in any order, over a line that loses and repeats', () => {
    it('agree with each other and with a fresh device, once all is sent, and lose nothing', async () => {
      await fc.assert(fc.asyncProperty(schedule, converges), { numRuns: 40, endOnFailure: false })
    })
  })
})

async function converges(steps: { on: number; step: Step }[]): Promise<void> {
  const person = await makeSyncingPerson()
  const weather: Weather = { next: 'sync' }
  const options = { line: lineIn(weather) }
  const devices = [
    await openDevice(person.userId, options),
    await openDevice(person.userId, options),
  ]
  for (const device of devices) await device.sync()
  const made = new Set<string>()
  for (const { on, step } of steps) {
    const device = devices[on] as TestDevice
    if (isCarried(step)) {
      weather.next = step.kind
      await device.engine.kick()
      weather.next = 'sync'
    } else await change(device, person, step, made)
  }
  for (let round = 0; round < 2; round++) for (const device of devices) await device.sync()
  const [one, other] = devices as [TestDevice, TestDevice]
  const fresh = await openDevice(person.userId)
  await fresh.sync()
  const rows = await one.rows()
  expect(await other.rows()).toEqual(rows)
  expect(await fresh.rows()).toEqual(rows)
  for (const device of devices) {
    expect(await device.replica.outbox()).toEqual([])
    expect(await device.replica.store.count('shadow')).toBe(0)
    device.engine.close()
  }
  const there = new Set((rows.expense as { id: string }[]).map(({ id }) => id))
  expect([...made].filter((id) => !there.has(id))).toEqual([])
  expectSums(rows)
}

function isCarried(step: Step): step is Carried {
  return step.kind === 'sync' || step.kind === 'lose' || step.kind === 'repeat'
}

async function change(
  { replica }: TestDevice,
  { walletId }: Person,
  step: Change,
  made: Set<string>,
): Promise<void> {
  const categories = readyCategories(walletId)
  if (step.kind === 'add') {
    const id = newId()
    const args = newExpense(
      { walletId, categoryId: categories[0]?.id ?? '' },
      { id, amount: step.amount },
    )
    const date = `2026-${step.date > 25 ? '10' : '11'}-${String((step.date % 25) + 1).padStart(2, '0')}`
    await replica.mutate('expense.create', { ...args, fields: { ...args.fields, date } }, 'add')
    made.add(id)
    return
  }
  const all = await replica.store.getAll('expense')
  const found = all[step.row % (all.length || 1)]
  if (!found) return
  const { id, note, amount, categoryId } = found
  const key = { walletId, id }
  const edit = (changes: object) => replica.mutate('expense.update', { ...key, changes }, 'edit')
  switch (step.kind) {
    case 'delete':
      await replica.mutate('expense.delete', { ...key, seen: { note, amount } }, 'delete')
      break
    case 'restore':
      await replica.mutate('expense.restore', key, 'restore')
      break
    case 'edit': {
      const { unit, to } = step
      if (unit === 'note') await edit({ note: { from: { note }, to: { note: `n${to}` } } })
      if (unit === 'amount') await edit({ money: { from: { amount }, to: { amount: to } } })
      const category = { from: { categoryId }, to: { categoryId: categories[to]?.id } }
      if (unit === 'category') await edit({ category })
    }
  }
}

/** The sums per day are those of the rows. */
function expectSums(rows: Record<string, unknown[]>): void {
  const live = (
    rows.expense as { date: string; amount: number; deletedAt: string | null }[]
  ).filter(({ deletedAt }) => !deletedAt)
  const sums: Record<string, [number, number]> = {}
  for (const { date, amount } of live) {
    const [count, sum] = sums[date] ?? [0, 0]
    sums[date] = [count + 1, sum + amount]
  }
  const kept: Record<string, [number, number]> = {}
  for (const { month, counts, sums: perDay } of rows.month as {
    month: string
    counts: number[]
    sums: number[]
  }[]) {
    for (const [day, count] of counts.entries()) {
      const date = `${month}-${String(day + 1).padStart(2, '0')}`
      if (count) kept[date] = [count, perDay[day] ?? 0]
    }
  }
  expect(kept).toEqual(sums)
}
