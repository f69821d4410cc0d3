import type { EngineState } from '../engine'
import { enter } from './enter'
import type { Command, DeviceEvent, Turn } from './events'
import type { DeviceState } from './states'

/** What becomes of a device by an event, and what is to be done for it: pure, so that every order of events can be tried. */
export function next(state: DeviceState, event: DeviceEvent): Turn {
  if (state.is === 'going' || state.is === 'outdated') return [state, []]
  switch (event.is) {
    case 'asked':
      if (state.is !== 'shut' && state.is !== 'refused') break
      return [{ is: 'opening', waiting: false, again: state.is === 'refused' }, [{ do: 'open' }]]
    case 'opened':
      return state.is === 'opening' ? [{ is: 'entering' }, [{ do: 'look' }]] : [state, []]
    case 'found':
      return state.is === 'entering' ? enter(event.here) : [state, []]
    case 'store':
      return hearStore(state, event.news)
    case 'engine':
      return hearEngine(state, event.now, event.holds)
    case 'counted':
      if (state.is !== 'barred') break
      if (state.by === 'checking' && event.notSent > 0) return [bar('other_account'), []]
      if (state.by === 'leaving' && event.notSent === 0) return leave(state, 'not-kept', 0)
      break
    case 'wiped':
    case 'unsent':
      return removed(state, event)
    case 'ended':
      if (state.is !== 'leaving') break
      return go(
        state,
        { do: 'finish' },
        { do: 'forgetPages' },
        {
          do: 'signIn',
          notice: state.notice,
        },
      )
    case 'notEnded':
      if (state.is !== 'leaving') break
      return [{ is: 'left', notice: state.notice }, [{ do: 'follow' }]]
    case 'arrived':
    case 'personChanged':
      return go(state, { do: 'reload' })
    case 'woken':
    case 'polled':
      return wake(state, event.is)
    case 'thawed':
      return event.strange
        ? go(state, { do: 'reload' })
        : [state, [{ do: 'tellScreens' }, ...kickIn(state)]]
    case 'looked':
      return event.strange && isShown(state) ? go(state, { do: 'reload' }) : [state, []]
    case 'leave':
      return state.is === 'open' || state.is === 'barred'
        ? leave(state, event.notice, event.known)
        : [state, []]
    case 'remove':
      if (state.is !== 'open' && state.is !== 'barred') break
      return [
        { is: 'removing', from: state },
        [{ do: 'closeEngine' }, { do: 'wipe', leaving: false }],
      ]
    case 'failed':
      return recover(state)
  }
  return [state, []]
}

const starting: EngineState = { kind: 'starting' }

function bar(by: Extract<DeviceState, { is: 'barred' }>['by']): DeviceState {
  return { is: 'barred', by }
}

function go(from: DeviceState, ...commands: Command[]): Turn {
  return [{ is: 'going', from }, commands]
}

function kickIn({ is }: DeviceState): Command[] {
  return is === 'open' || is === 'barred' || is === 'closed' ? [{ do: 'kick' }] : []
}

/** Whether screens of whoever is here may be drawn, or something stands in their place that is about them. */
function isShown(state: DeviceState): boolean {
  return state.is === 'barred' || (state.is === 'open' && state.engine.kind !== 'signed-out')
}

function leave(
  from: Extract<DeviceState, { is: 'open' | 'barred' }>,
  notice: 'signed-out' | 'revoked' | 'not-kept',
  known: number,
): Turn {
  return [
    { is: 'leaving', notice, told: false, from },
    [{ do: 'closeEngine' }, { do: 'wipe', known, leaving: true }],
  ]
}

function hearStore(state: DeviceState, news: string): Turn {
  if (news === 'outdated') return [{ is: 'outdated' }, [{ do: 'closeEngine' }]]
  const waiting = news === 'waiting'
  if (news === 'open') {
    const now: DeviceState = state.is === 'closed' ? { is: 'open', engine: starting } : state
    return [now, [{ do: 'tellScreens' }, ...kickIn(now)]]
  }
  if (state.is === 'opening') return [{ ...state, waiting }, []]
  // What bars the device says enough, and has to stay.
  return state.is === 'open' || state.is === 'closed'
    ? [{ is: 'closed', waiting }, []]
    : [state, []]
}

/** Takes in what the engine says of itself, unless the device is barred: then only what ends that counts. */
function hearEngine(state: DeviceState, now: EngineState, holds: boolean): Turn {
  if (state.is === 'open') {
    const { kind } = now
    if (kind === 'signed-out' && now.code === 'session_revoked' && holds) {
      return [bar('revoked'), [{ do: 'tellPerson' }]]
    }
    if (kind === 'stopped' && now.code === 'other_account') {
      return [bar('other_account'), [{ do: 'makeRoom' }]]
    }
    return kind === 'starting' ? madeRoom(now) : [{ is: 'open', engine: now }, []]
  }
  if (state.is !== 'barred') return [state, []]
  if (state.by === 'leaving') return [state, now.kind === 'idle' ? [{ do: 'count' }] : []]
  if (now.kind === 'starting') return madeRoom(now)
  // It is its own person after all.
  if (now.kind === 'idle') return [{ is: 'open', engine: now }, [{ do: 'unmarkOther' }]]
  if (now.kind !== 'stopped') return [state, []]
  if (now.code === 'unknown_account') return [{ is: 'open', engine: now }, []]
  return now.code === 'other_account' && state.by !== 'other_account'
    ? [bar('other_account'), [{ do: 'makeRoom' }]]
    : [state, []]
}

/** What was somebody else's is gone. */
function madeRoom(engine: EngineState): Turn {
  const after: Command[] = [{ do: 'forget', all: false }, { do: 'finish' }, { do: 'tellPerson' }]
  return [{ is: 'open', engine }, after]
}

function removed(
  state: DeviceState,
  event: Extract<DeviceEvent, { is: 'wiped' | 'unsent' }>,
): Turn {
  const gone = event.is === 'wiped'
  if (state.is === 'removing') {
    return gone
      ? go(
          state.from,
          ...([{ do: 'forget', all: false }, { do: 'finish' }] as const),
          ...([{ do: 'tellPerson' }, { do: 'reload' }] as const),
        )
      : go(state.from, { do: 'reload' })
  }
  if (state.is === 'leaving') {
    if (gone) {
      const tell: Command[] = state.told ? [] : [{ do: 'tellPerson' }]
      return [
        { ...state, told: true },
        [{ do: 'forget', all: true }, ...tell, { do: 'endSession', again: false }],
      ]
    }
    if (state.from.is !== 'entering') return go(state.from, { do: 'reload' })
    return [bar('leaving'), [{ do: 'follow' }, { do: 'listen' }]]
  }
  if (state.is !== 'barred') return [state, []]
  if (gone) {
    const [open, commands] = madeRoom(starting)
    return [open, [...commands, { do: 'kick' }]]
  }
  // Once only: a tab that begins anew for it finds the same.
  const known = event.is === 'unsent' && event.known
  return [state, known ? [] : [{ do: 'markOther' }, { do: 'tellPerson' }]]
}

function wake(state: DeviceState, how: 'woken' | 'polled'): Turn {
  if (state.is === 'left') {
    return [
      { is: 'leaving', notice: state.notice, told: true, from: state },
      [{ do: 'endSession', again: true }],
    ]
  }
  if (how === 'woken') return [state, kickIn(state)]
  return [state, state.is === 'open' && state.engine.kind !== 'stopped' ? [{ do: 'kick' }] : []]
}

/** Something could not be done: what has begun is as it was before, and can be tried again. */
function recover(state: DeviceState): Turn {
  if (state.is === 'leaving' || state.is === 'removing') {
    const { from } = state
    if (from.is === 'entering') return [{ is: 'refused' }, [{ do: 'shut' }]]
    return [from, from.is === 'left' ? [] : [{ do: 'renewEngine' }]]
  }
  return state.is === 'opening' || state.is === 'entering'
    ? [{ is: 'refused' }, [{ do: 'shut' }]]
    : [state, []]
}
