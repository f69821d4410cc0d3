import type { EngineState } from '@/lib/client/syncing/engine'
import { enter } from './enter'
import type { Command, DeviceEvent, Turn } from './events'
import { bar, clear, go, unknown } from './next'
import type { DeviceState, Notice } from './states'

/** As `next`, of what hardly any page ever meets: it comes late, and `next` says where it is needed. */
export function nextRare(state: DeviceState, event: DeviceEvent): Turn {
  switch (event.is) {
    case 'found':
      return enter(event.here)
    case 'engine':
      return state.is === 'barred' ? hearBarred(state, event.now) : [state, []]
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
        { do: 'signIn', notice: state.notice },
      )
    case 'notEnded':
      if (state.is !== 'leaving') break
      return [{ is: 'left', notice: state.notice }, [{ do: 'follow' }]]
    case 'woken':
    case 'polled':
      if (state.is !== 'left') break
      return [
        { is: 'leaving', notice: state.notice, told: true, from: state },
        [{ do: 'endSession', again: true }],
      ]
    case 'leave':
      if (state.is !== 'open' && state.is !== 'barred') break
      return leave(state, event.notice, event.known)
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

function leave(
  from: Extract<DeviceState, { is: 'open' | 'barred' }>,
  notice: Notice,
  known: number,
): Turn {
  return [
    { is: 'leaving', notice, told: false, from },
    [{ do: 'closeEngine' }, { do: 'wipe', known, leaving: true }],
  ]
}

/** While the device is barred, only what ends that counts. */
function hearBarred(state: Extract<DeviceState, { is: 'barred' }>, now: EngineState): Turn {
  if (state.by === 'leaving') return [state, now.kind === 'idle' ? [{ do: 'count' }] : []]
  if (now.kind === 'starting') return clear(state)
  // It is its own person after all.
  if (now.kind === 'idle') return [{ is: 'open', engine: now }, [{ do: 'unmarkOther' }]]
  if (now.kind !== 'stopped') return [state, []]
  if (now.code === 'unknown_account') return [unknown(now.message), []]
  return now.code === 'other_account' && state.by !== 'other_account'
    ? [bar('other_account'), [{ do: 'makeRoom' }]]
    : [state, []]
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
  if (gone) return clear(state)
  // Once only: a tab that begins anew for it finds the same.
  const known = event.is === 'unsent' && event.known
  return [state, known ? [] : [{ do: 'markOther' }, { do: 'tellPerson' }]]
}

/** Something could not be done: what has begun is as it was before, and can be tried again. */
function recover(state: DeviceState): Turn {
  if (state.is !== 'leaving' && state.is !== 'removing') return [state, []]
  const { from } = state
  if (from.is === 'entering') return [{ is: 'refused' }, [{ do: 'shut' }]]
  return [from, from.is === 'left' ? [] : [{ do: 'renewEngine' }, { do: 'kick' }]]
}
