import { inTab, onDevice } from './kept-values'

/** Who has just signed in on this browser, and whether their data may stay on it; nobody's id where they signed out. */
export type Arrival = { userId: string; keep: boolean }

/** The cookie in which the server tells so; the first start of the app takes it. */
const arrivalCookie = 'ttm-arrived'
/** Set, on this device, where the data may stay only as long as the browser session. */
const choiceKey = 'ttm-not-kept'
/** Set in each tab that belongs to the browser session in which a person signed in. */
const sessionKey = 'ttm-session'
/** Held by each such tab for as long as it is open. */
const sessionLock = 'ttm-session'

/** Takes what the sign-in left for this browser; undefined where nobody signed in since the last start. */
export function takeArrival(): Arrival | undefined {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${arrivalCookie}=`))
  if (!found) return undefined
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${arrivalCookie}=; path=/; max-age=0`
  const [userId = '', keep] = found.slice(arrivalCookie.length + 1).split('.')
  return { userId, keep: keep !== 'leave' }
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

/** Ends this browser's session on the server; throws where it cannot be reached or has not ended it. */
export async function endSession(): Promise<void> {
  const { ok, status } = await fetch('/api/v1/auth/sign-out', {
    method: 'POST',
    credentials: 'same-origin',
    signal: AbortSignal.timeout(10_000),
  })
  if (!ok && status !== 401) throw new Error(`The session was not ended: ${status}.`)
}
