import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Days } from '@/lib/core/dates'
import { canonicalId } from '@/lib/domain/categories/rules'
import { cellsOf, within } from '@/lib/domain/summaries/cells'
import {
  type Figure,
  totalIn,
  totalsByCategory,
  totalsByNote,
} from '@/lib/domain/summaries/figures'
import { totalsByPeriod, totalsByWeekday } from '@/lib/domain/summaries/periods'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { readSettings } from '@/lib/server/reads/settings'
import { groupings, summarize } from '@/lib/server/reads/summaries'
import { onEachDatabase } from '@/tests/support/each-database'
import { date, SpendingLife, step, which } from './spending-life'

onEachDatabase(() => {
  let life: SpendingLife

  /** What the device makes of its rows for each way of summing a span, and what the server says. */
  async function spanOnBoth(walletId: string, days: Days, leaveOut: string[]) {
    const ctx = await systemCtx(life.ada.userId)
    const { monthStartsOn, firstWeekday } = await readSettings(ctx)
    const begins = { monthStartsOn, firstWeekday: firstWeekday ?? 1 }
    const { store } = life.phone.replica
    const all = new Map((await store.getAll('category')).map((one) => [one.id, one]))
    const leadsTo = (id: string) => canonicalId(all, id)
    const out = new Set(leaveOut.map(leadsTo))
    const rows = (await store.getAll('expense')).filter(
      ({ spaceId, id, categoryId }) =>
        spaceId === walletId && !leaveOut.includes(id) && !out.has(leadsTo(categoryId)),
    )
    const cells = within(cellsOf(rows), days)
    const periods = (kind: 'week' | 'month') =>
      totalsByPeriod(cells, kind, begins).map((one) => [one.from, one] as const)
    const notes = rows.flatMap(({ deletedAt, date, note, amount: total }) =>
      !deletedAt && date >= days.from && date <= days.to ? [{ note, count: 1, total }] : [],
    )
    const here: Record<string, Iterable<readonly [unknown, Figure]>> = {
      category: totalsByCategory(cells, leadsTo),
      day: [...new Set(cells.map(({ date }) => date))].map(
        (date) => [date, totalIn(within(cells, { from: date, to: date }))] as const,
      ),
      ...{ week: periods('week'), month: periods('month') },
      ...{ weekday: totalsByWeekday(cells), note: totalsByNote(notes) },
    }
    const plain = (parts: Iterable<readonly [unknown, Figure]>) =>
      [...parts].map(([key, { count, total }]) => [String(key), count, String(total)]).sort()
    for (const by of groupings) {
      const there = await summarize(ctx, { walletId, ...days, by, leaveOut })
      const said = there.items.map((one) => [one.key, one] as const)
      expect(plain(said), by).toEqual(plain(here[by] ?? []))
      // The parts are the whole, whatever it is parted by.
      expect([there.count, String(there.total)], by).toEqual([
        totalIn(cells).count,
        String(totalIn(cells).total),
      ])
    }
  }

  it('figures of any span are the same on the server and on a device, parted in any way, and the parts sum to the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }),
        fc.record({ one: date, other: date, monthStartsOn: fc.integer({ min: 1, max: 31 }) }),
        fc.record({ firstWeekday: fc.integer({ min: 1, max: 7 }), out: fc.array(which) }),
        async (steps, { one, other, monthStartsOn }, { firstWeekday, out }) => {
          life = await SpendingLife.begin()
          for (const each of steps) await life.take(each)
          const months = { from: { monthStartsOn: 1 }, to: { monthStartsOn } }
          const weeks = { from: { firstWeekday: null }, to: { firstWeekday } }
          const changes = { monthStartsOn: months, firstWeekday: weeks }
          await execute(await systemCtx(life.ada.userId), 'settings.update', {
            ...{ userId: life.ada.userId, changes },
          })
          await life.phone.sync()
          const { store } = life.phone.replica
          const known = [...(await store.getAll('expense')), ...(await store.getAll('category'))]
          const leaveOut = out.flatMap((place) => known[place]?.id ?? [])
          const [from = '', to = ''] = [one, other].sort()
          for (const walletId of [life.ada.walletId, life.second]) {
            await spanOnBoth(walletId, { from, to }, leaveOut)
          }
        },
      ),
      { numRuns: 12 },
    )
  }, 120_000)
})
