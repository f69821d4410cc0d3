import type { EngineState } from '@/lib/client/syncing/engine'

/** What the sign-in says of how somebody left. */
export type Notice = 'signed-out' | 'revoked' | 'not-kept'

/**
 * Why nothing that this device holds may be shown: somebody else is signed in than it belongs to (`checking` until the
 * server has said that it knows the account, for what is here may be all that is left of it, and `unknown_account` where it
 * does not), its session was ended from
 * elsewhere before everything was sent (`revoked`), or it was not to be kept and the browser was closed since (`leaving`).
 */
export type BarCode = 'checking' | 'other_account' | 'unknown_account' | 'revoked' | 'leaving'

type Open = { is: 'open'; engine: EngineState }
/** `message`: what the server says of it. */
type Barred = { is: 'barred'; by: BarCode; message?: string }
/** Everything is off the device, and only the session is still to be ended. */
type Left = { is: 'left'; notice: Notice }
type Entering = { is: 'entering' }

/** How a device stands: in each of these a screen can say so, and there is a way on. */
export type DeviceState =
  /** Nobody has asked for it yet. */
  | { is: 'shut' }
  /** `waiting`: an older version of the app has the database in another tab; `again`: after it was refused. */
  | { is: 'opening'; waiting: boolean; again: boolean }
  /** The browser keeps nothing; whoever asks next tries again. */
  | { is: 'refused' }
  /** Whose it is and who is here is being found out. */
  | Entering
  | Open
  | Barred
  /** The database was closed under the page, and cannot be opened for now. */
  | { is: 'closed'; waiting: boolean }
  /** Everything is being removed, and the session ended; `told` where the other tabs know. */
  | { is: 'leaving'; notice: Notice; told: boolean; from: Entering | Open | Barred | Left }
  /** Everything is being removed for somebody else. */
  | { is: 'removing'; from: Open | Barred }
  /** What was somebody else's is gone; what is kept beside it goes before anything else is shown. */
  | { is: 'clearing'; from: Open | Barred }
  | Left
  /** A newer version of the app has the database. */
  | { is: 'outdated' }
  /** The page has only to go, and shows what it showed. */
  | { is: 'going'; from: DeviceState }

const stopped = (code: string, message = ''): EngineState => ({ kind: 'stopped', code, message })
const starting: EngineState = { kind: 'starting' }
const closed = 'Nothing can be saved on this device just now. Trying again by itself.'

/** How syncing stands on a device, for its screens; what a whole page says of it is written there. */
export function shownOf(state: DeviceState): EngineState {
  switch (state.is) {
    case 'open':
      return state.engine
    case 'barred':
      return stopped(state.by, state.message)
    case 'opening':
      if (state.waiting) return stopped('waiting')
      return state.again ? stopped('storage') : starting
    case 'closed':
      return state.waiting ? stopped('waiting') : stopped('closed', closed)
    case 'refused':
      return stopped('storage')
    case 'left':
    case 'outdated':
      return stopped(state.is)
    case 'leaving':
    case 'removing':
    case 'clearing':
    case 'going':
      return shownOf(state.from)
    default:
      return starting
  }
}
