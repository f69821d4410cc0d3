import { describe, expect, it } from 'vitest'
import type { DeviceEvent, Found } from '@/lib/client/device/events'
import { next as nextUsual } from '@/lib/client/device/next'
import { nextRare } from '@/lib/client/device/next-rare'
import { type DeviceState, shownOf } from '@/lib/client/device/states'
import type { EngineState } from '@/lib/client/syncing/engine'

const next = (state: DeviceState, event: DeviceEvent) =>
  nextUsual(state, event) ?? nextRare(state, event)
const person = 'a person'
const found: Found = {
  ...{ arrival: undefined, account: person, revoked: undefined, unfinished: undefined },
  ...{ other: false, keeps: true, goesOn: true },
}
const arrivals: Found['arrival'][] = [
  ...([undefined, 'lost', { userId: '', keep: false }] as const),
  ...[true, false].flatMap((keep) => [
    { userId: person, keep },
    { userId: 'another', keep },
  ]),
]
const both = [true, false]

/** Everything that a device can find as it opens. */
const everyFound: Found[] = arrivals.flatMap((arrival) =>
  [person, null].flatMap((account) =>
    [undefined, person].flatMap((revoked) =>
      [undefined, 'removing' as const, 'leaving' as const].flatMap((unfinished) =>
        both.flatMap((other) =>
          both.flatMap((keeps) =>
            both.map((goesOn) => ({
              ...{ arrival, account, revoked, unfinished, other, keeps, goesOn },
            })),
          ),
        ),
      ),
    ),
  ),
)

const stopped = (kind: 'stopped' | 'signed-out', code: string) => ({ kind, code, message: '' })
const engineStates: EngineState[] = [
  ...(['starting', 'idle', 'busy', 'offline'] as const).map((kind) => ({ kind })),
  ...['session_revoked', 'unauthorized'].map((code) => stopped('signed-out', code)),
  ...['other_account', 'unknown_account', 'other_epoch'].map((code) => stopped('stopped', code)),
]

/** Everything that can happen to a device. */
const events: DeviceEvent[] = [
  ...(
    [
      'asked',
      'opened',
      'wiped',
      'ended',
      'notEnded',
      'finished',
      'arrived',
      'woken',
      'polled',
    ] as const
  ).map((is) => ({ is })),
  ...(['personChanged', 'remove', 'failed'] as const).map((is) => ({ is })),
  ...everyFound.map((here) => ({ is: 'found' as const, here })),
  ...(['outdated', 'waiting', 'closed', 'open'] as const).map((news) => ({
    ...{ is: 'store' as const, news },
  })),
  ...engineStates.flatMap((now) => both.map((holds) => ({ is: 'engine' as const, now, holds }))),
  ...[0, 1].map((notSent) => ({ is: 'counted' as const, notSent })),
  ...both.flatMap((known) => [{ is: 'unsent' as const, known }]),
  ...both.flatMap((strange) => [
    { is: 'thawed' as const, strange },
    { is: 'looked' as const, strange },
  ]),
  { is: 'leave', notice: 'signed-out', known: 0 },
]

/** Whether it happens without another tab, and without a look at whose the database is by now. */
function isOwn(event: DeviceEvent): boolean {
  if (event.is === 'store') return event.news !== 'outdated'
  return !['personChanged', 'thawed', 'looked', 'arrived'].includes(event.is)
}

/** Each state that a device can come into, with those that follow of what happens in its own tab. */
function reachable(): Map<string, { state: DeviceState; after: string[] }> {
  const all = new Map<string, { state: DeviceState; after: string[] }>()
  const waiting: DeviceState[] = [{ is: 'shut' }]
  for (let state = waiting.pop(); state; state = waiting.pop()) {
    const name = JSON.stringify(state)
    if (all.has(name)) continue
    const now = state
    const after = events.filter(isOwn).map((event) => JSON.stringify(next(now, event)[0]))
    all.set(name, { state, after })
    waiting.push(...events.map((event) => next(now, event)[0]))
  }
  return all
}

describe('the states of a device', () => {
  const all = reachable()

  it('are few enough to be looked at one by one, and each leads on', () => {
    const leads = new Set(
      [...all]
        .filter(([, { state }]) => state.is === 'going' || state.is === 'outdated')
        .map(([name]) => name),
    )
    const open = [...all].filter(([, { state }]) => state.is === 'open').map(([name]) => name)
    for (let grown = true; grown; ) {
      grown = false
      for (const [name, { after }] of all) {
        if (leads.has(name) || !after.some((one) => leads.has(one) || open.includes(one))) continue
        leads.add(name)
        grown = true
      }
    }
    expect([...all.keys()].filter((name) => !leads.has(name))).toEqual([])
    expect(all.size).toBeLessThan(200)
  })

  it('have each something that a screen can say', () => {
    for (const { state } of all.values()) {
      expect(shownOf(state).kind).toMatch(/^(starting|idle|busy|offline|signed-out|stopped)$/)
    }
  })

  it('remove nothing, unless a person, the choice of one or another person’s arrival is behind it', () => {
    for (const here of everyFound) {
      const [, commands] = next({ is: 'entering' }, { is: 'found', here })
      const wipes = commands.filter(({ do: what }) => what === 'wipe')
      for (const wipe of wipes) expect(wipe).toEqual({ do: 'wipe', known: 0, leaving: true })
      const stays = here.keeps && here.unfinished !== 'leaving' && here.arrival === undefined
      if (stays) expect(wipes).toEqual([])
    }
  })

  it('let nobody in who is not its person, as far as is known', () => {
    for (const here of everyFound) {
      const [state] = next({ is: 'entering' }, { is: 'found', here })
      if (state.is !== 'open' || here.account === null) continue
      const { arrival } = here
      expect(arrival === undefined || (arrival !== 'lost' && arrival.userId === person)).toBe(true)
      if (arrival === undefined && here.unfinished !== 'removing') expect(here.other).toBe(false)
      if (arrival === undefined) expect(here.revoked).toBeUndefined()
    }
  })

  it('note that somebody else is here before they do anything else', () => {
    for (const here of everyFound) {
      const [state, commands] = next({ is: 'entering' }, { is: 'found', here })
      if (state.is !== 'barred' || here.arrival === undefined || here.unfinished) continue
      expect(commands[0]).toEqual({ do: 'markOther' })
    }
  })
})

it('found is what a device of its own person finds', () => {
  expect(next({ is: 'entering' }, { is: 'found', here: found })[0]).toEqual({
    ...{ is: 'open', engine: { kind: 'starting' } },
  })
})
