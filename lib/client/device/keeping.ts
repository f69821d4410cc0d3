import type { KeptValues } from '@/lib/client/page/kept-values'
import type { Around } from './around'

/** Under which keys a browser notes things of its person beside the replica. */
export const keys = {
  /** The arrival cookies that the server has been asked about. */
  heard: 'ttm-heard',
  /** Those that it is being asked about: what they tell is not decided here. */
  asked: 'ttm-arriving',
  /** Set, on this device, where the data may stay only as long as the browser session. */
  choice: 'ttm-not-kept',
  /** Set, on this device, from when somebody else was found to be signed in until that is decided. */
  other: 'ttm-other-account',
  /** Set by older versions where a session was still to be ended whose data is gone. */
  left: 'ttm-left',
  /** Set in each tab that belongs to the browser session in which a person signed in; a lock that each of them holds. */
  session: 'ttm-session',
}

/** Whether data may stay on this device when the browser is closed. */
export function keepsData(onDevice: KeptValues): boolean {
  return onDevice.read(keys.choice) === null
}

/** Whether something has arrived that was not decided here. */
export function hasNews({ arrivalCookies, onDevice }: Around): boolean {
  return (
    onDevice.read(keys.asked) !== null || arrivalCookies() !== (onDevice.read(keys.heard) ?? '')
  )
}

/** Makes this tab one of the browser session, which goes on for as long as one such tab is open. */
export function joinSession({ inTab, locks }: Around): void {
  inTab.keep(keys.session, 'yes')
  // The promise never ends: the lock goes with the tab.
  void locks?.request(keys.session, { mode: 'shared' }, () => new Promise(() => {}))
}

/** Whether this tab is of the browser session in which the person signed in, or another open tab is. */
export async function sessionGoesOn({ inTab, locks }: Around): Promise<boolean> {
  if (inTab.read(keys.session) !== null) return true
  const { held = [] } = (await locks?.query()) ?? {}
  return held.some(({ name }) => name === keys.session)
}
