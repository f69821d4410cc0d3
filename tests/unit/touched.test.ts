import { describe, expect, it } from 'vitest'
import type { Meta } from '@/lib/client/replica/store'
import { newsOf, reaches, type Scope, touchedBy, wholly } from '@/lib/client/replica/touched'
import { Touches } from '@/lib/client/replica/touches'
import type { Row } from '@/lib/domain/entities'

const expense = (spaceId: string, date: string, more = {}) =>
  ({ spaceId, id: 'one', date, amount: 1, deletedAt: null, ...more }) as Row<'expense'>

const meta = (more: Partial<Meta>): Meta => ({
  ...{ account: null, epoch: null, cookie: {}, clientId: 'client', n: 1 },
  ...more,
})

/** Which of some scopes a write reaches. */
function reached(write: (touches: Touches) => void, scopes: readonly Scope[]): Scope[] {
  const touches = new Touches()
  write(touches)
  const { touched } = touches.end()
  // As another tab of this version hears it.
  const heard = touchedBy(structuredClone(newsOf(touched)))
  return scopes.filter((scope) => reaches(heard, [scope]))
}

describe('what a write reaches', () => {
  it('of an expense that moved is the day that it left and the one it came to, in its own wallet', () => {
    const days = ['2026-11-01', '2026-11-02', '2026-11-03']
    const scopes: Scope[] = [
      ...days.map((day) => ['expense', 'home', day, day] as const),
      ...days.map((day) => ['expense', 'away', day, day] as const),
      ['expense', 'home', '2026-11-04'],
      ['expense', 'home'],
      'expense',
      'category',
    ]
    const write = (touches: Touches) =>
      touches.addRow('expense', expense('home', '2026-11-01'), expense('home', '2026-11-03'))
    expect(reached(write, scopes)).toEqual([
      ['expense', 'home', '2026-11-01', '2026-11-01'],
      ['expense', 'home', '2026-11-03', '2026-11-03'],
      ['expense', 'home'],
      'expense',
    ])
  })

  it('is nothing where a row was taken back and put again as it was', () => {
    const [was, other] = [
      expense('home', '2026-11-01'),
      expense('home', '2026-11-01', { amount: 2 }),
    ]
    const write = (touches: Touches) => {
      touches.addRow('expense', was, other)
      touches.addRow('expense', other, { ...was })
    }
    expect(reached(write, ['expense', ['expense', 'home']])).toEqual([])
  })

  it('of the device’s own record is what of it is asked for, and not how far it is', () => {
    const position = { rev: 1, mark: null, horizon: { date: '2026-01-01', id: 'one' } }
    const scopes: Scope[] = ['meta', ['meta', 'home'], ['meta', 'away'], ['meta', 'account']]
    const from = meta({ cookie: { home: position, away: position } })
    const to = (more: Partial<Meta>) => (touches: Touches) => touches.addMeta(from, meta(more))
    const further = { ...position, rev: 2 }
    expect(reached(to({ n: 2, cookie: { home: further, away: further } }), scopes)).toEqual([])
    const done = { ...position, horizon: null }
    expect(reached(to({ cookie: { home: done, away: position } }), scopes)).toEqual([
      'meta',
      ['meta', 'home'],
    ])
    expect(reached(to({ cookie: { away: position } }), scopes)).toEqual(['meta', ['meta', 'home']])
    expect(reached(to({ cookie: from.cookie, clientId: 'other' }), scopes)).toEqual([
      'meta',
      ['meta', 'account'],
    ])
  })

  it('is all of a store, whatever is asked for of it, where no more is known', () => {
    const scopes: Scope[] = [
      ['expense', 'home', '2026-11-01', '2026-11-01'],
      ['month', 'home'],
    ]
    expect(reached((touches) => touches.add('expense'), scopes)).toEqual(scopes)
    expect(reached((touches) => touches.addSpace('expense', 'home'), scopes)).toEqual(scopes)
    expect(reached((touches) => touches.addSpace('expense', 'away'), scopes)).toEqual([])
    expect(scopes.filter((scope) => reaches(wholly(['expense']), [scope]))).toEqual(
      scopes.slice(0, 1),
    )
  })

  it('is told to a tab of an older version by its stores, and heard from one as all of them', () => {
    const touches = new Touches()
    touches.addRow('expense', undefined, expense('home', '2026-11-01'))
    const news = newsOf(touches.end().touched)
    expect(new Set<unknown>(news).has('expense')).toBe(true)
    const heard = touchedBy(['expense', 'outbox', 'meta'])
    const scopes: Scope[] = [
      ['month', 'home'],
      ['expense', 'home', '2026-11-01'],
      ['meta', 'home'],
    ]
    expect(scopes.filter((scope) => reaches(heard, [scope]))).toEqual(scopes)
  })
})
