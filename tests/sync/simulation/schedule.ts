import fc from 'fast-check'

/** What happens to one request and its answer on the way. */
export type Fault = 'none' | 'loseRequest' | 'loseReply' | 'repeat' | 'kill'

/** `figure` is the money of which a device of an older version names the amount alone. */
export type Unit = 'money' | 'figure' | 'date' | 'note' | 'category'

/**
 * One step of a schedule; `on` names a device and `row` an expense, both counted round; a category is put after one of
 * the others, or first.
 */
export type Op =
  | { kind: 'add'; on: number; amount: number; day: number }
  | { kind: 'edit'; on: number; row: number; unit: Unit; to: number }
  | { kind: 'chain'; on: number; row: number; to: number }
  | { kind: 'delete' | 'restore'; on: number; row: number }
  | { kind: 'resolve'; on: number; row: number; choice: number }
  | { kind: 'place'; on: number; category: number; after: number }
  | { kind: 'sync'; on: number; fault: Fault }
  | { kind: 'together'; fault: Fault }
  | { kind: 'script'; row: number; unit: Unit; to: number }
  | { kind: 'crash' | 'clone' | 'fresh' | 'revoke'; on: number }
  | { kind: 'expel' | 'backUp' | 'putBack' }

const on = fc.nat(5)
const row = fc.nat(7)
const to = fc.nat(5)
const unit = fc.constantFrom<Unit>('money', 'money', 'figure', 'date', 'note', 'category')
const fault = fc.constantFrom<Fault>('none', 'none', 'loseRequest', 'loseReply', 'repeat', 'kill')
const kind = <K extends string>(...names: K[]) => fc.constantFrom(...names)

const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ kind: kind('add'), on, amount: fc.integer({ min: 1, max: 9 }), day: fc.nat(20) },
    }),
  },
  { weight: 9, arbitrary: fc.record({ kind: kind('edit'), on, row, unit, to }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('chain'), on, row, to }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('delete'), on, row }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('restore'), on, row }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('resolve'), on, row, choice: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('place'), on, category: fc.nat(2), after: fc.nat(2) }),
  },
  { weight: 7, arbitrary: fc.record({ kind: kind('sync'), on, fault }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('together'), fault }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('script'), row, unit, to }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('crash', 'clone', 'fresh'), on }) },
)
// Rare, so that most schedules have at most one of them.
const rare: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ kind: kind('revoke'), on }),
  fc.record({ kind: kind('expel', 'backUp', 'putBack', 'putBack') }),
)

/** Random schedules; the longest take about half a second. */
export const schedules: fc.Arbitrary<Op[]> = fc.array(
  fc.oneof({ weight: 14, arbitrary: op }, { weight: 1, arbitrary: rare }),
  { minLength: 6, maxLength: 36 },
)
