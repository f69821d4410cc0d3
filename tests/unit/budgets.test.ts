import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '@/lib/core/dates'
import { countedBy } from '@/lib/domain/budgets/counting'
import { leftPerDay, limitOn, reachOf, standingsOf } from '@/lib/domain/budgets/figures'
import { budgetPeriod, type Rhythm } from '@/lib/domain/budgets/periods'
import { periodKinds, rollovers } from '@/lib/domain/budgets/rules'
import { usualOf } from '@/lib/domain/summaries/usual'

const day = (away: number) => addDays('2024-01-01', away)
const rhythm = fc
  .record({
    period: fc.constantFrom(...periodKinds),
    startsOn: fc.integer({ min: 1, max: 31 }),
    since: fc.nat(400).map(day),
  })
  .map((one) => (one.period === 'week' ? { ...one, startsOn: (one.startsOn % 7) + 1 } : one))

describe('the periods of a budget', () => {
  const periods = (rhythm: Rhythm, from: string, count: number) => {
    const all = [budgetPeriod(rhythm, from)]
    while (all.length < count) all.push(budgetPeriod(rhythm, addDays(all.at(-1)?.to ?? '', 1)))
    return all.map((one) => one.from)
  }

  it.each([
    ['month', 1, '2026-11-20', ['2026-11-01', '2026-12-01']],
    ['month', 31, '2027-01-31', ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']],
    ['quarter', 15, '2026-02-20', ['2026-02-15', '2026-05-15', '2026-08-15', '2026-11-15']],
    ['quarter', 1, '2026-01-01', ['2026-01-01', '2026-04-01']],
    ['year', 6, '2026-04-06', ['2026-04-06', '2027-04-06']],
    ['year', 6, '2026-04-05', ['2026-03-06', '2027-03-06']],
    ['year', 29, '2024-02-29', ['2024-02-29', '2025-02-28', '2026-02-28']],
    ['week', 7, '2026-11-25', ['2026-11-22', '2026-11-29']],
  ] as const)('of a %s that begins on %i, since %s', (period, startsOn, since, firsts) => {
    expect(periods({ period, startsOn, since }, since, firsts.length)).toEqual(firsts)
  })

  it('hold every day once, whichever of their days is asked about', () => {
    fc.assert(
      fc.property(rhythm, fc.integer({ min: -1500, max: 1500 }), (rhythm, away) => {
        const days = budgetPeriod(rhythm, day(away))
        expect(day(away) >= days.from && day(away) <= days.to).toBe(true)
        expect(budgetPeriod(rhythm, days.from)).toEqual(days)
        expect(budgetPeriod(rhythm, days.to)).toEqual(days)
        expect(budgetPeriod(rhythm, addDays(days.to, 1)).from).toBe(addDays(days.to, 1))
      }),
    )
  })
})

describe('what is left', () => {
  const month = { period: 'month', startsOn: 1, since: '2026-08-01' } as const
  const cell = (date: string, total: number) => ({ date, count: 1, total })
  const limits = [{ from: '2026-08-01', amount: 400 }]

  it('has the carry apart: 400 + 270 − 90 = 580', () => {
    const cells = [cell('2026-08-05', 130), cell('2026-09-02', 90)]
    const [, now] = standingsOf({ ...month, rollover: 'surplus' }, limits, cells, {
      from: '2026-08-01',
      to: '2026-09-30',
    })
    expect(now).toMatchObject({ limit: 400, carry: 270, spent: 90, left: 580 })
  })

  it.each([
    ['off', 0, 0],
    ['surplus', 0, 400],
    ['both', -100, 300],
  ] as const)('with rollover %s carries on %i, then %i', (rollover, first, second) => {
    const cells = [cell('2026-08-05', 500)]
    const span = { from: '2026-08-01', to: '2026-10-31' }
    const carries = standingsOf({ ...month, rollover }, limits, cells, span).map(
      ({ carry }) => carry,
    )
    expect(carries).toEqual([0, first, second])
  })

  it('keeps the limits of past periods, and carries nothing over one without', () => {
    const changed = [
      { from: '2026-10-01', amount: null },
      { from: '2026-09-15', amount: 900 },
      { from: '2026-11-01', amount: 700 },
      ...limits,
    ]
    expect(limitOn(changed, '2026-09-01')).toBe(400)
    const all = standingsOf({ ...month, rollover: 'both' }, changed, [], {
      from: '2026-09-01',
      to: '2026-11-02',
    })
    expect(all.map(({ limit, carry, left }) => [limit, carry, left])).toEqual([
      [400, 400, 800],
      [null, 800, null],
      [700, 0, 700],
    ])
  })

  it('over 36 periods is what a naive recount says, with any rollover', () => {
    const cells = fc.array(
      fc.record({ date: fc.integer({ min: -30, max: 1300 }).map(day), total: fc.integer() }),
      { maxLength: 60 },
    )
    const some = fc.uniqueArray(
      fc.record({
        from: fc.integer({ min: -30, max: 1300 }).map(day),
        amount: fc.option(fc.integer({ min: 1 })),
      }),
      { selector: ({ from }) => from, maxLength: 5 },
    )
    const arbitrary = [rhythm, fc.constantFrom(...rollovers), some, cells] as const
    fc.assert(
      fc.property(...arbitrary, (rhythm, rollover, limits, cells) => {
        const all = cells.map(({ date, total }) => cell(date, total))
        const budget = { ...rhythm, rollover }
        let [carry, from] = [0n, budgetPeriod(rhythm, rhythm.since).from]
        const naive = Array.from({ length: 36 }, () => {
          const days = budgetPeriod(rhythm, from)
          const held = all.filter(({ date }) => date >= days.from && date <= days.to)
          const spent = held.reduce((sum, { total }) => sum + BigInt(total), 0n)
          const known = limits.filter((one) => one.from <= days.from)
          const { amount = null } = known.sort((a, b) => (a.from < b.from ? 1 : -1))[0] ?? {}
          const left = amount === null ? null : BigInt(amount) + carry - spent
          const now = { ...days, amount, carry, spent, left }
          carry = left === null || rollover === 'off' ? 0n : left
          if (rollover === 'surplus' && carry < 0n) carry = 0n
          from = addDays(days.to, 1)
          return now
        })
        const span = { from: naive[0]?.from ?? '', to: naive[35]?.to ?? '' }
        const found = standingsOf(budget, limits, all, span)
        const exact = found.map(({ limit, carry, spent, left, ...days }) => {
          const sum = { carry: BigInt(carry), spent: BigInt(spent) }
          return { ...days, amount: limit, ...sum, left: left === null ? null : BigInt(left) }
        })
        expect(exact).toEqual(naive)
        expect(standingsOf(budget, limits, all, { ...span, from: span.to })).toEqual(
          found.slice(-1),
        )
      }),
    )
  })

  const standing = (limit: number | null, carry: number, spent: number) => ({
    ...{ from: '2026-11-01', to: '2026-11-30', limit, carry, spent },
    left: limit === null ? null : limit + carry - spent,
  })

  it.each([
    [100, 0, 79, 'under'],
    [100, 0, 80, 'warned'],
    [100, 0, 99, 'warned'],
    [100, 0, 100, 'exact'],
    [100, 0, 101, 'over'],
    [100, 100, 101, 'under'],
    [100, -150, 0, 'over'],
    [100, -100, 0, 'exact'],
    [null, 0, 50, 'unset'],
  ] as const)('of %s and %s carried, %s spent: %s', (limit, carry, spent, reach) => {
    expect(reachOf(standing(limit, carry, spent))).toBe(reach)
  })

  it('is said per day, today among them', () => {
    expect(leftPerDay(standing(1000, 0, 100), '2026-11-28')).toBe(300)
    expect(leftPerDay(standing(1000, 0, 100), '2026-11-30')).toBe(900)
    expect(leftPerDay(standing(1000, 0, 1000), '2026-11-28')).toBeNull()
    expect(leftPerDay(standing(1000, 0, 100), '2026-12-01')).toBeNull()
    expect(daysBetween({ from: '2026-11-28', to: '2026-11-30' })).toBe(3)
  })
})

describe('what a budget counts', () => {
  const cells = ['food', 'coffee', 'rent'].map((categoryId, at) => {
    return { date: '2026-11-01', categoryId, count: 1, total: 10 ** at }
  })
  const leadsTo = (id: string) => (id === 'coffee' ? 'food' : id)
  const wallets = [
    { id: 'mine', currency: 'EUR', cells, leadsTo },
    { id: 'other', currency: 'EUR', cells, leadsTo },
    { id: 'abroad', currency: 'USD', cells, leadsTo },
  ]
  const total = (budget: Partial<Parameters<typeof countedBy>[0]>) =>
    countedBy(
      { spaceId: 'ada', scope: 'chosen', categories: [], currency: 'EUR', ...budget },
      wallets,
    ).reduce((sum, one) => sum + Number(one.total), 0)
  const of = (walletId: string, ...ids: string[]) =>
    ids.map((categoryId) => ({ walletId, categoryId }))

  it('is everything in its currency, or the chosen categories with what is merged into them', () => {
    expect(total({ scope: 'all' })).toBe(222)
    expect(total({ scope: 'all', currency: 'USD' })).toBe(111)
    expect(total({ scope: 'all', spaceId: 'other' })).toBe(111)
    expect(total({ categories: of('mine', 'food') })).toBe(11)
    expect(total({ categories: [...of('mine', 'rent'), ...of('other', 'food')] })).toBe(111)
  })

  it('is the category that its own was merged into, once, and nothing where none is chosen', () => {
    expect(total({ categories: of('mine', 'coffee') })).toBe(11)
    expect(total({ categories: of('mine', 'coffee', 'food') })).toBe(11)
    expect(total({})).toBe(0)
    expect(total({ categories: of('abroad', 'food') })).toBe(0)
    expect(total({ categories: of('gone', 'food') })).toBe(0)
  })
})

describe('what is usual', () => {
  it.each([
    [[5, 7], undefined],
    [[9, 1, 5], 5],
    [[1, 2, 10, 4], 3],
    [[1, 2, 2, 3], 2],
    [[-3, -2, -1, -4], -3],
    [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99], 1],
    [[0, 0, 4000], 0],
  ])('of %j is %s', (sums, usual) => {
    expect(usualOf(sums)).toBe(usual)
  })
})
