import { describe, expect, it } from 'vitest'
import { type Side, sidesOf } from '@/components/inbox/sides'
import { authorWords } from '@/components/words/author-words'
import type { Revisions } from '@/lib/client/hooks/revisions'
import type { Question } from '@/lib/client/inbox/inbox'

const self = { userId: 'ada', clientId: 'phone' }
const loading: Revisions = { state: 'loading' }

type Kept = { amount: number; by: string; client: string | null; via?: string; label?: string }

/** A question about an amount: 300 stands there, by Ada where nothing else is said. */
function asked(kept: Kept[], present: Partial<Question> & { by?: string } = {}): Question {
  const { by = 'ada', ...rest } = present
  return {
    conflict: {
      unit: 'money',
      kept: kept.map(({ amount, via = 'sync', ...author }, n) => ({
        ...{ ...author, via, values: { amount }, at: `2026-11-23T10:0${n}:00.000Z` },
      })),
    },
    row: { rev: 7, updatedBy: by, updatedAt: '2026-11-23T10:09:00.000Z' },
    present: { amount: 300 },
    presentIsUnsent: false,
    ...rest,
  } as unknown as Question
}

const seen = (sides: Side[]) =>
  sides.map(({ values, mine, author }) => [values.amount, mine, authorWords(author, self)])

const step = (rev: number, client: string, unit = 'money') => ({
  ...{ rev, kind: 'update', at: `2026-11-23T09:00:0${rev}.000Z`, by: 'ada', byName: null },
  ...{ via: 'sync', client, changes: { [unit]: { from: {}, to: {} } } },
})

describe('the sides of a question', () => {
  it('are mine where this device wrote them, before those of my other devices', () => {
    const question = asked([{ amount: 200, by: 'ada', client: 'phone' }])
    expect(seen(sidesOf(question, self, loading))).toEqual([
      [200, true, 'this device'],
      [300, false, 'you'],
    ])
  })

  it('are mine where I wrote them on another device, if this one wrote none', () => {
    const question = asked([{ amount: 200, by: 'ada', client: 'tablet' }], { by: 'bob' })
    expect(seen(sidesOf(question, self, loading))).toEqual([
      [200, true, 'another device'],
      [300, false, 'another member'],
    ])
  })

  it('take the present value as mine where several are mine on other devices', () => {
    const question = asked([{ amount: 200, by: 'ada', client: 'tablet' }])
    expect(seen(sidesOf(question, self, loading))).toEqual([
      [300, true, 'you'],
      [200, false, 'another device'],
    ])
  })

  it('say from which device or script they are, but for this one and for other people', () => {
    const label = 'Firefox on Windows'
    const question = asked([
      { amount: 100, by: 'ada', client: 'phone', label },
      { amount: 200, by: 'ada', client: 'tablet', label },
      { amount: 250, by: 'ada', client: null, via: 'rest', label: 'curl/8.5.0' },
      { amount: 260, by: 'bob', client: 'other', label },
    ])
    expect(seen(sidesOf(question, self, loading)).map(([, , words]) => words)).toEqual([
      'this device',
      'another device (Firefox on Windows)',
      'a script (curl/8.5.0)',
      'another member',
      'you',
    ])
  })

  it('are nobody of mine where only others wrote', () => {
    const question = asked([{ amount: 200, by: 'bob', client: 'other' }], { by: 'eve' })
    expect(sidesOf(question, self, loading).map(({ mine }) => mine)).toEqual([false, false])
  })

  it('are all there when they are many, mine first and then by time, with the door of each', () => {
    const question = asked([
      { amount: 100, by: 'ada', client: null, via: 'rest' },
      { amount: 150, by: 'ada', client: null, via: 'form' },
      { amount: 200, by: 'ada', client: 'phone' },
    ])
    expect(seen(sidesOf(question, self, loading))).toEqual([
      [200, true, 'this device'],
      [100, false, 'a script'],
      [150, false, 'the form'],
      [300, false, 'you'],
    ])
  })

  it('tell the present one by its revisions, up to what this device has', () => {
    const revisions = [step(3, 'old'), step(5, 'tablet'), step(6, 'phone', 'note'), step(8, 'new')]
    const known = { state: 'here', revisions } as unknown as Revisions
    const question = asked([{ amount: 200, by: 'ada', client: 'phone' }])
    const present = sidesOf(question, self, known).find((side) => side.present)
    expect(present).toMatchObject({ author: { client: 'tablet' }, at: '2026-11-23T09:00:05.000Z' })
  })

  it('do not take a step in another wallet, whose revs count apart, for one in this', () => {
    const movedFrom = { walletId: 'elsewhere', id: 'then' }
    const revisions = [step(5, 'tablet'), { ...step(8, 'new'), movedFrom }]
    const known = { state: 'here', revisions } as unknown as Revisions
    const present = sidesOf(asked([]), self, known).find((side) => side.present)
    expect(present?.author.client).toBeUndefined()
  })

  it('are of this device while its edit waits', () => {
    const question = asked([{ amount: 200, by: 'bob', client: 'other' }], { presentIsUnsent: true })
    expect(seen(sidesOf(question, self, loading))[0]).toEqual([300, true, 'this device'])
  })
})
