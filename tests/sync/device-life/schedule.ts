import fc from 'fast-check'
import type { Network } from './browser'

export type Who = 'ada' | 'bob'

/** One thing that happens; `tab` names one of the open tabs, counted round. */
export type Step =
  | { kind: 'openTab' | 'restart' }
  | { kind: 'crash' | 'close' | 'reload' | 'freeze' | 'thaw' | 'deafen' | 'deliver'; tab: number }
  | { kind: 'crashLater'; tab: number; steps: number }
  | { kind: 'signIn'; tab: number; who: Who; keep: boolean }
  | { kind: 'plainSignOut'; tab: number }
  | { kind: 'signOut'; tab: number; force: boolean }
  | { kind: 'give'; tab: number }
  | { kind: 'type' | 'draft' | 'makeWallet'; tab: number }
  | { kind: 'wake' | 'wait'; tab: number }
  | { kind: 'elsewhere'; who: Who }
  | { kind: 'network'; to: Network }
  | { kind: 'revoke' | 'expire' | 'backUp' | 'putBack' | 'deleteDatabase' | 'closeDatabase' }
  | { kind: 'loseAccount'; who: Who }
  | { kind: 'full' | 'opens'; on: boolean }

/** Two that begin at once are played against each other. */
export type Op = Step | { kind: 'race'; steps: [Step, Step] }

const tab = fc.nat(2)
const who = fc.constantFrom<Who>('ada', 'bob')
const kind = <K extends string>(...names: K[]) => fc.constantFrom(...names)
const on = fc.boolean()
const network = fc.constantFrom<Network>('ok', 'down', 'down', 'loseRequest', 'loseReply')

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: kind('type'), tab }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('draft', 'makeWallet'), tab }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('wake', 'wait', 'deliver'), tab }) },
  { weight: 5, arbitrary: fc.record({ kind: kind('signIn'), tab, who, keep: on }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('signOut'), tab, force: on }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('give', 'give', 'plainSignOut'), tab }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('network'), to: network }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('openTab') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('restart') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: kind('crash', 'close', 'reload', 'freeze', 'thaw', 'deafen'), tab },
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: kind('crashLater'), tab, steps: fc.nat(25) }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('elsewhere'), who }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('revoke', 'expire', 'closeDatabase') }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('full', 'opens'), on }) },
)
// Rare, so that most schedules have at most one of them.
const rare: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: kind('backUp', 'putBack', 'putBack', 'deleteDatabase') }),
  fc.record({ kind: kind('loseAccount'), who }),
)
const race: fc.Arbitrary<Op> = fc.record({ kind: kind('race'), steps: fc.tuple(step, step) })

/** Random schedules of one browser that two people use. */
export const schedules: fc.Arbitrary<Op[]> = fc.array(
  fc.oneof(
    { weight: 14, arbitrary: step },
    { weight: 4, arbitrary: race },
    { weight: 1, arbitrary: rare },
  ),
  { minLength: 6, maxLength: 32 },
)
