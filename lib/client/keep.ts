import type { Arrival } from './arrival'
import { inTab, onDevice } from './kept-values'

/** The cookies in which servers of this host tell of an arrival; which of them is this one's only the server knows. */
const arrivalCookies = /\bttm-[\w-]{8}-arrived=[^;]+/g
/** Those of them that the server has been asked about. */
const heardKey = 'ttm-heard'
/** Set, on this device, where the data may stay only as long as the browser session. */
const choiceKey = 'ttm-not-kept'
/** Set in each tab that belongs to the browser session in which a person signed in. */
const sessionKey = 'ttm-session'
/** Held by each such tab for as long as it is open. */
const sessionLock = 'ttm-session'

/**
 * Takes what the sign-in left for this browser; undefined where nobody signed in since the last start, and where the server
 * cannot be asked about it now: then it tells by its next answer who is signed in.
 */
export async function takeArrival(): Promise<Arrival | undefined> {
  if (told() === (onDevice.read(heardKey) ?? '')) return undefined
  const { hearArrival } = await import('./arrival')
  const arrival = await hearArrival()
  // The server has taken its own away; a neighbour's stays for its own app.
  if (arrival !== null) onDevice.keep(heardKey, told())
  return arrival ?? undefined
}

function told(): string {
  return document.cookie.match(arrivalCookies)?.join() ?? ''
}

/** Whether data may stay on this device when the browser is closed. */
export function keepsData(): boolean {
  return onDevice.read(choiceKey) === null
}

/** Notes whether data may stay on this device when the browser is closed; throws where the browser does not note it. */
export function chooseKeeping(keep: boolean): void {
  if (keep) onDevice.forget(choiceKey)
  else if (!onDevice.keep(choiceKey, 'yes')) throw new Error('The choice was not kept.')
}

/** Makes this tab one of the browser session: the session goes on for as long as one such tab is open. */
export function joinSession(): void {
  inTab.keep(sessionKey, 'yes')
  // The promise never ends: the lock goes with the tab.
  void navigator.locks?.request(sessionLock, { mode: 'shared' }, () => new Promise(() => {}))
}

/** Takes this tab out of the browser session. */
export function leaveSession(): void {
  inTab.forget(sessionKey)
}

/** Whether this tab is of the browser session in which the person signed in, or another open tab is. */
export async function sessionGoesOn(): Promise<boolean> {
  if (inTab.read(sessionKey) !== null) return true
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return held.some(({ name }) => name === sessionLock)
}

/** Takes the service worker's caches away; they hold nothing personal, and fill again at the next visit. */
export async function forgetPages(): Promise<void> {
  // Only secure contexts have them.
  if (!('caches' in globalThis)) return
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)))
}

/** Removes what pages keep beside the replica, such as the draft of an expense. */
export function forgetBesideReplica(): void {
  inTab.forgetAll()
  onDevice.forgetAll()
}

/** As `forgetBesideReplica`, for the person who is signed in now: their own choice stays. */
export function forgetAllButChoice(): void {
  const keep = keepsData()
  forgetBesideReplica()
  chooseKeeping(keep)
  joinSession()
}
