import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  beginForm,
  type FormEvent,
  meaningOf,
  nextForm,
  pickedOf,
  type Reading,
} from '@/components/expenses/form/new-expense-model'
import { type Draft, emptyDraft, type OpenDraft } from '@/components/parts/expense/draft'

const groceries = { id: 'g', name: 'Groceries', icon: 'cart', color: 'green' }
const dining = { id: 'd', name: 'Dining', icon: 'fork', color: 'red' }
const tiles = [groceries, dining]

const opened = (draft: Partial<Draft> = {}, left = false): OpenDraft => ({
  ...{ id: 'one', query: '', left },
  draft: { ...emptyDraft, ...draft },
})
const line = { amount: 1250, date: '2026-11-29', categoryId: 'd', note: 'coffee', foreign: false }
const reading = (more: Partial<Reading> = {}): Reading => ({
  ...{ line: undefined, note: '', currency: 'EUR', categories: tiles, walletId: 'w' },
  ...more,
})
const formAfter = (begun: OpenDraft, ...events: FormEvent[]) =>
  events.reduce(nextForm, beginForm(begun))

describe('the form for a new expense', () => {
  it('keeps what is written for the wallet that it was begun for', () => {
    const { open } = formAfter(opened(), {
      is: 'written',
      change: { note: 'milk' },
      reading: reading(),
    })
    expect(open.draft).toEqual({ ...emptyDraft, note: 'milk', walletId: 'w' })
  })

  it('leaves a line as it is while it is written, and splits it where the person goes on', () => {
    const text = '12.50 coffee yesterday'
    const read = reading({ line, note: 'coffee' })
    const typed = { is: 'written', change: { amount: text }, reading: read } as const
    expect(formAfter(opened(), typed).open.draft).toMatchObject({
      amount: text,
      note: '',
      date: '',
    })
    const apart = {
      ...{ amount: '12.50', note: 'coffee', date: '2026-11-29' },
      category: { id: 'd', name: 'Dining' },
    }
    for (const on of [
      { is: 'movedOn', reading: read },
      { is: 'written', change: {}, reading: read },
    ] as const) {
      expect(formAfter(opened(), typed, on).open.draft, on.is).toMatchObject(apart)
    }
  })

  it('keeps a figure where nothing but a figure was typed', () => {
    const begun = opened({ amount: '12.5' })
    expect(formAfter(begun, { is: 'movedOn', reading: reading() }).open).toBe(begun)
  })

  it('knows a date that was taken out from one that nobody touched, until a line names one', () => {
    const out = { is: 'written', change: { date: '' }, reading: reading() } as const
    expect(formAfter(opened()).undated).toBe(false)
    expect(formAfter(opened(), out).undated).toBe(true)
    const more = { is: 'written', change: { note: 'a' }, reading: reading() } as const
    expect(formAfter(opened(), out, more).undated).toBe(true)
    const said = { is: 'movedOn', reading: reading({ line }) } as const
    expect(formAfter(opened(), out, said).undated).toBe(false)
  })

  it('takes what another app has shared only where nobody was faster', () => {
    const shared = { is: 'shared', draft: { ...emptyDraft, note: 'Lidl' } } as const
    expect(formAfter(opened(), shared).open.draft.note).toBe('Lidl')
    const typed = { is: 'written', change: { note: 'mine' }, reading: reading() } as const
    expect(formAfter(opened(), typed, shared).open.draft.note).toBe('mine')
  })

  it('remembers that saving was asked for too early, until it is saved, moved or cleared', () => {
    const early = { is: 'early', another: true, why: 'Wait.' } as const
    expect(formAfter(opened(), early)).toMatchObject({
      asked: true,
      problems: { message: 'Wait.' },
    })
    for (const over of [
      { is: 'cleared' },
      { is: 'movedTo', walletId: 'v', category: undefined },
      { is: 'saved', next: opened() },
      { is: 'discarded', next: opened() },
    ] as const) {
      expect(formAfter(opened(), early, over), over.is).toMatchObject({
        asked: undefined,
        problems: {},
      })
    }
  })

  it('takes the category along by its name where it moves to another wallet', () => {
    const moved = { is: 'movedTo', walletId: 'v', category: dining } as const
    expect(formAfter(opened(), moved).open.draft).toMatchObject({
      ...{ walletId: 'v', category: { id: 'd', name: 'Dining' } },
    })
  })

  it('loses no field but by what a person does to that field', () => {
    const text = fc.string({ maxLength: 8 })
    const event = fc.oneof(
      fc.record({
        is: fc.constant('written' as const),
        change: fc.record({ note: text, amount: text }, { requiredKeys: [] }),
        reading: fc.constant(reading()),
      }),
      fc.constant({ is: 'movedOn' as const, reading: reading() }),
      fc.constant({ is: 'refused' as const, problems: { message: 'No.' } }),
      fc.constant({ is: 'early' as const, another: false, why: 'Wait.' }),
      fc.constant({ is: 'cleared' as const }),
    )
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const { draft } = formAfter(opened({ note: 'n', amount: '1' }), ...events).open
        const last = (name: 'note' | 'amount', begun: string) =>
          events.reduce(
            (now, one) => (one.is === 'written' ? (one.change[name] ?? now) : now),
            begun,
          )
        expect([draft.note, draft.amount]).toEqual([last('note', 'n'), last('amount', '1')])
      }),
    )
  })
})

describe('what was typed as an amount', () => {
  const figure = { ok: true, amount: 1250 } as const
  const unread = { ok: false, message: 'is missing' } as const

  it.each([
    ['figures alone', '12.50', { line, choices: [], amount: figure, figure }, undefined, figure],
    ['a line', '12.50 coffee', { line, choices: [], amount: figure, figure: unread }, line, figure],
    [
      ...(['words whose figures say nothing', 'no 4711'] as const),
      { line: { ...line, amount: undefined }, choices: [], amount: unread, figure: unread },
      ...([undefined, unread] as const),
    ],
  ])('%s', (_, text, typed, wanted, amount) => {
    expect(meaningOf(text, typed)).toMatchObject({ line: wanted, amount })
  })

  it('offers what it may mean where there is a choice', () => {
    const typed = { line: undefined, choices: [line, line], amount: unread, figure: unread }
    expect(meaningOf('3 4 coffee', typed).choices).toHaveLength(2)
  })
})

describe('the category that is picked', () => {
  it('is the one that the line names, else the one of a tile, else that of the name', () => {
    const draft = { ...emptyDraft, category: { id: 'g', name: 'Dining' } }
    expect(pickedOf(tiles, line, draft)).toBe(dining)
    expect(pickedOf(tiles, undefined, draft)).toBe(groceries)
    expect(pickedOf(tiles, undefined, { ...draft, category: { id: 'x', name: 'DINING' } })).toBe(
      dining,
    )
    expect(pickedOf(undefined, line, draft)).toBeUndefined()
  })
})
