import type { EngineState } from '@/lib/client/syncing/engine'
import type { Command, DeviceEvent, Found, Turn } from './events'
import type { BarCode, DeviceState } from './states'

/**
 * What becomes of a device by an event, and what is to be done for it: pure, so that every order of events can be tried.
 * Undefined where that is for `nextRare` to say.
 */
export function next(state: DeviceState, event: DeviceEvent): Turn | undefined {
  const { is } = state
  if (is === 'going' || is === 'outdated') return [state, []]
  switch (event.is) {
    case 'asked':
      if (is !== 'shut' && is !== 'refused') return [state, []]
      return [{ is: 'opening', waiting: false, again: is === 'refused' }, [{ do: 'open' }]]
    case 'opened':
      return is === 'opening' ? [{ is: 'entering' }, [{ do: 'look' }]] : [state, []]
    case 'found':
      if (is !== 'entering') return [state, []]
      return isPlain(event.here) ? open() : undefined
    case 'store':
      return hearStore(state, event.news)
    case 'engine':
      return is === 'open' ? hearEngine(state, event.now, event.holds) : undefined
    case 'finished':
      if (is !== 'clearing') return [state, []]
      return [{ is: 'open', engine: starting }, [{ do: 'tellPerson' }, { do: 'kick' }]]
    case 'arrived':
    case 'personChanged':
      return go(state, { do: 'reload' })
    case 'woken':
    case 'polled':
      if (is === 'left') return undefined
      return [state, event.is === 'woken' || isPolled(state) ? kickIn(state) : []]
    case 'thawed':
      return event.strange
        ? go(state, { do: 'reload' })
        : [state, [{ do: 'tellScreens' }, ...kickIn(state)]]
    case 'looked':
      return event.strange && isShown(state) ? go(state, { do: 'reload' }) : [state, []]
    case 'failed':
      return is === 'opening' || is === 'entering'
        ? [{ is: 'refused' }, [{ do: 'shut' }]]
        : undefined
    default:
      return undefined
  }
}

export const starting: EngineState = { kind: 'starting' }

/** The app is let through. */
export function open(...before: Command[]): Turn {
  return [{ is: 'open', engine: starting }, [...before, { do: 'follow' }, { do: 'listen' }]]
}

/** The state of a device that is barred. */
export function bar(by: BarCode): DeviceState {
  return { is: 'barred', by }
}

/** The state of a device with data that the server does not know: it stays, for whoever it belongs to. */
export function unknown(message: string): DeviceState {
  return { is: 'barred', by: 'unknown_account', message }
}

/** The page has only to go, once the commands are done. */
export function go(from: DeviceState, ...commands: Command[]): Turn {
  return [{ is: 'going', from }, commands]
}

/** What was somebody else's is gone: what is beside it goes too, and then whoever is here is let in. */
export function clear(from: Extract<DeviceState, { is: 'clearing' }>['from']): Turn {
  return [{ is: 'clearing', from }, [{ do: 'forget', all: false }, { do: 'finish' }]]
}

/** Whether there is nothing to decide: nearly always. */
function isPlain({ arrival, account, revoked, unfinished, other, keeps }: Found): boolean {
  return keeps && !arrival && !unfinished && (!account || (!other && !revoked))
}

function kickIn({ is }: DeviceState): Command[] {
  return is === 'open' || is === 'barred' || is === 'closed' ? [{ do: 'kick' }] : []
}

function isPolled(state: DeviceState): boolean {
  return state.is === 'open' && state.engine.kind !== 'stopped'
}

/** Whether screens of whoever is here may be drawn, or something stands in their place that is about them. */
function isShown(state: DeviceState): boolean {
  return state.is === 'barred' || (state.is === 'open' && state.engine.kind !== 'signed-out')
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

function hearEngine(
  state: Extract<DeviceState, { is: 'open' }>,
  now: EngineState,
  holds: boolean,
): Turn {
  if (now.kind === 'signed-out' && now.code === 'session_revoked' && holds) {
    return [bar('revoked'), [{ do: 'tellPerson' }]]
  }
  if (now.kind === 'stopped' && now.code === 'other_account') {
    return [bar(now.code), [{ do: 'makeRoom' }]]
  }
  if (now.kind === 'stopped' && now.code === 'unknown_account') {
    return [unknown(now.message), [{ do: 'markOther' }, { do: 'tellPerson' }]]
  }
  // The engine has removed what was somebody else's.
  return now.kind === 'starting' ? clear(state) : [{ is: 'open', engine: now }, []]
}
