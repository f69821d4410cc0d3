import { describe, expect, it } from 'vitest'
import { emptyBudget, readBudget, typedOf } from '@/components/budgets/budget-values'
import { namesakesOf } from '@/components/budgets/namesakes'
import { offersFrom } from '@/components/budgets/offers-from'
import { setLimit } from '@/components/commands/budgets'
import { countedOf, type SpentWallet } from '@/lib/client/reads/budgets'
import { budgetNow, neededFor } from '@/lib/domain/budgets/now'
import { pastOf, usualDays } from '@/lib/domain/budgets/past'

const today = '2026-11-24'

/** A wallet whose cells are these sums on the 5th of each month, the last one this November. */
function wallet(sums: Record<string, readonly number[]>, more: Partial<SpentWallet> = {}) {
  const cells = Object.entries(sums).flatMap(([categoryId, all]) =>
    all.map((total, at) => {
      const ago = all.length - 1 - at
      const month = new Date(Date.UTC(2026, 10 - ago, 5)).toISOString().slice(0, 10)
      return { date: month, categoryId, count: 1, total }
    }),
  )
  const categories = Object.keys(sums).map((id) => {
    const look = { name: id, icon: 'tag', color: 'slate', archived: false, deletedAt: null }
    return [id, { id, mergedInto: null, ...look }] as never
  })
  return {
    ...{ id: 'mine', name: 'Mine', currency: 'EUR', categories: new Map(categories) },
    cells: cells.sort((a, b) => (a.date < b.date ? -1 : 1)),
    ...more,
  } as SpentWallet
}

const month = { period: 'month', startsOn: 1, since: today } as const
const counted: { walletId: string; categoryId: string }[] = []
const whole = {
  ...month,
  spaceId: 'ada',
  scope: 'all',
  categories: counted,
  currency: 'EUR',
} as const

describe('a budget today', () => {
  const limits = [{ from: '2026-08-01', amount: 400 }]
  const budget = { ...whole, since: '2026-08-01', rollover: 'surplus' } as never
  const spent = countedOf([wallet({ food: [900, 130, 90, 300, 40] })])

  it('needs the days that its carry hangs on, and no more', () => {
    const off = { ...(budget as object), rollover: 'off' } as never
    expect(neededFor([{ budget: off, limits }], today)).toEqual({
      from: '2026-11-01',
      to: '2026-11-30',
    })
    expect(neededFor([{ budget, limits }], today)).toEqual({ from: '2026-08-01', to: '2026-11-30' })
    expect(neededFor([], today)).toBeUndefined()
  })

  it('says what is left, per day, and how far the period is', () => {
    const now = budgetNow({ budget, limits }, spent, today)
    // 400 − 130, then 400 + 270 − 90, then 400 + 580 − 300.
    expect(now.standing).toMatchObject({ limit: 400, carry: 680, spent: 40, left: 1040 })
    expect(now).toMatchObject({ reach: 'under', perDay: 148, daysLeft: 7 })
    expect(now.passed).toBeCloseTo(24 / 30)
  })

  it('without a carry, and one that begins later, is of its present period alone', () => {
    const off = { ...(budget as object), rollover: 'off', since: '2027-03-01' } as never
    expect(budgetNow({ budget: off, limits }, spent, today).standing).toMatchObject({
      ...{ from: '2026-11-01', limit: 400, carry: 0, left: 360 },
    })
  })
})

describe('the periods before', () => {
  it('are those since the first expense, the latest first; what is usual goes by whole ones', () => {
    const spent = countedOf([wallet({ food: [900, 130, 90, 300, 40] })])
    const { periods, usual } = pastOf({ ...whole, rollover: 'off' }, [], spent, today)
    expect(periods.map(({ from, spent }) => [from, spent])).toEqual([
      ['2026-10-01', 300],
      ['2026-09-01', 90],
      ['2026-08-01', 130],
      ['2026-07-01', 900],
    ])
    // July began before the first expense was written down.
    expect(usual).toBe(130)
    expect(usualDays(month, today)).toEqual({ from: '2025-10-01', to: '2026-11-30' })
  })
})

describe('a limit', () => {
  it('that is set after months began on another day holds in the next one too', () => {
    const limits = ['2026-10-25', '2026-11-01'].map((from) => ({ from, amount: 400 }))
    const budget = { ...whole, startsOn: 25, id: 'one', name: 'Food' }
    const { steps } = setLimit({ budget, limits } as never, 500, '2026-11-10', 'en')
    const dates = steps.map(({ change }) => (change.args as { from: string }).from)
    expect(dates).toEqual(['2026-10-25', '2026-11-01'])
  })
})

describe('a year', () => {
  it('begins in the month that was chosen, also on a day that most months do not have', () => {
    const typed = { ...emptyBudget('EUR', { firstWeekday: 1, monthStartsOn: 31 }), limit: '5' }
    const year = { ...typed, scope: 'all' as const, period: 'year' as const, month: '1' }
    const read = readBudget(year, { named: 'Year', since: undefined, today })
    expect(read).toMatchObject({ ok: true, fields: { since: '2026-01-31', startsOn: 31 } })
    const fields = read.ok ? { ...read.fields, id: '', spaceId: '' } : undefined
    expect(typedOf(fields as never).month).toBe('1')
  })
})

describe('offers', () => {
  it('are what is usually spent the most on, each with a round limit that is not below it', () => {
    const sums = {
      food: [1, 28_900, 29_000, 31_000, 5],
      coffee: [1, 900, 0, 1100, 5],
      gone: [1, 0, 0, 0, 9],
    }
    const found = offersFrom([wallet(sums)], month, 'EUR', today)
    expect(found.map(({ name, usual, limit }) => [name, usual, limit])).toEqual([
      ['food', 29_000, 29_000],
      ['coffee', 900, 900],
      ['Everything', 29_800, 30_000],
    ])
    expect(found[0]?.counted).toEqual({ walletId: 'mine', categoryId: 'food' })
  })

  it('are none without three whole months, and of no other currency', () => {
    expect(offersFrom([wallet({ food: [5, 5, 5] })], month, 'EUR', today)).toEqual([])
    expect(offersFrom([wallet({ food: [5, 5, 5, 5, 5] })], month, 'JPY', today)).toEqual([])
  })

  it.each([
    [29_001, 30_000],
    [123_400, 125_000],
    [1, 100],
    [999, 1000],
  ])('of %i are %i', (usual, limit) => {
    const [one] = offersFrom([wallet({ food: [1, usual, usual, usual, 0] })], month, 'EUR', today)
    expect(one?.limit).toBe(limit)
  })
})

describe('what other wallets have under the names that a budget counts', () => {
  const mine = wallet({ Food: [1], Fun: [1] })
  const counts = (...ids: string[]) => ({
    ...whole,
    scope: 'chosen',
    categories: ids.map((categoryId) => ({ walletId: 'mine', categoryId })),
  })
  const found = (budget: object, ...others: SpentWallet[]) =>
    namesakesOf(budget as never, [mine, ...others]).map(({ wallet, names }) => [wallet, names])

  it('is found whatever its case, in a wallet of which nothing counts yet', () => {
    const flat = wallet({ ' fOOD': [1], Rent: [1] }, { id: 'flat', name: 'Flat' })
    expect(found(counts('Food', 'Fun'), flat)).toEqual([['Flat', [' fOOD']]])
    expect(found(counts('Fun'), flat)).toEqual([])
    const budget = counts('Food')
    const both = [...budget.categories, { walletId: 'flat', categoryId: 'Rent' }]
    expect(found({ ...budget, categories: both }, flat)).toEqual([])
  })

  it('is none in another currency, of everything, or of a wallet’s own budget', () => {
    const trip = wallet({ Food: [1] }, { id: 'trip', name: 'Trip', currency: 'JPY' })
    const flat = wallet({ Food: [1] }, { id: 'flat', name: 'Flat' })
    expect(found(counts('Food'), trip)).toEqual([])
    expect(found(whole, flat)).toEqual([])
    expect(found({ ...counts('Food'), spaceId: 'mine' }, flat)).toEqual([])
  })
})
