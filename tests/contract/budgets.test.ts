import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countedOf, readBudgets, readSpent } from '@/lib/client/reads/budgets'
import { newId } from '@/lib/core/ids'
import { countedBy } from '@/lib/domain/budgets/counting'
import { standingsOf } from '@/lib/domain/budgets/figures'
import { periodKinds, rollovers } from '@/lib/domain/budgets/rules'
import { readyCategories } from '@/lib/domain/categories/ready'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { readPeriods, readBudgets as readThere } from '@/lib/server/reads/budgets'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { onEachDatabase } from '@/tests/support/each-database'
import { date, SpendingLife, step, which } from './spending-life'

onEachDatabase(() => {
  const budget = fc.record({
    here: fc.boolean(),
    wallet: fc.constantFrom('mine', 'first', 'second'),
    counts: fc.option(fc.array(fc.tuple(fc.boolean(), fc.nat(4)), { maxLength: 4 })),
    period: fc.constantFrom(...periodKinds),
    startsOn: fc.integer({ min: 1, max: 31 }),
    rollover: fc.constantFrom(...rollovers),
    since: date.filter((one) => one > '2000' && one < '2100'),
    limits: fc.array(fc.record({ here: fc.boolean(), from: date, amount: fc.option(which) })),
  })

  it('the periods of any budget are the same on the server and on a device', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }),
        fc.array(budget, { minLength: 1, maxLength: 4 }),
        async (steps, budgets) => {
          const life = await SpendingLife.begin()
          const { userId, walletId } = life.ada
          for (const each of steps) await life.take(each)
          for (const { here, wallet, counts, limits, ...rest } of budgets) {
            const spaces = { mine: userId, first: walletId, second: life.second }
            const [spaceId, id] = [spaces[wallet], newId()]
            const categories = (counts ?? []).map(([isSecond, at]) => {
              const its = wallet === 'mine' ? (isSecond ? life.second : walletId) : spaceId
              return { walletId: its, categoryId: readyCategories(its)[at]?.id ?? '' }
            })
            const startsOn = rest.period === 'week' ? ((rest.startsOn - 1) % 7) + 1 : rest.startsOn
            const scope = counts ? 'chosen' : 'all'
            const more = { name: 'Budget', currency: 'EUR', scope, categories }
            const fields = { ...rest, ...more, startsOn }
            await life.make(here, 'budget.create', { spaceId, id, fields })
            await life.phone.sync()
            for (const { here, from, amount } of limits) {
              const to = { amount: amount === null ? null : amount + 1, currency: 'EUR' }
              const args = { spaceId, budgetId: id, from, money: { from: null, to } }
              await life.make(here, 'limit.set', args)
            }
          }
          await life.phone.sync()
          await life.phone.sync()
          await expectAsOnServer(life.phone, userId)
          const span = { from: '2024-01-15', to: '2025-05-01' }
          const ctx = await systemCtx(userId)
          const { replica } = life.phone
          const whole = { from: '1900-01-01', to: '2199-12-31' }
          const counted = countedOf(await readSpent(replica, whole))
          const known = await readBudgets(replica)
          const there = await readThere(ctx)
          expect(known.map(({ budget }) => budget.id).sort()).toEqual(
            there.map(({ id }) => id).sort(),
          )
          expect(known).toHaveLength(budgets.length)
          for (const { budget, limits } of known) {
            const row = there.find(({ id }) => id === budget.id)
            const said = row ? await readPeriods(ctx, row, span) : []
            const here = standingsOf(budget, limits, countedBy(budget, counted), span)
            expect(here).toEqual(said.map(({ perDay: _, ...one }) => one))
          }
        },
      ),
      { numRuns: 12 },
    )
  }, 120_000)
})
