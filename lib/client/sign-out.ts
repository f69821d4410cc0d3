import { device } from './device'
import { isNotSent } from './not-sent'

/**
 * Ends this browser's session and removes everything of its account from the device. With changes that are not sent it
 * first tries to send them, and where some remain says how many and does nothing, unless it is forced.
 */
export async function signOut(
  options: { force?: boolean } = {},
): Promise<{ waiting: number } | undefined> {
  const { replica, engine } = await device()
  if (!options.force) {
    await engine.kickIfWaiting()
    const waiting = (await replica.outbox()).filter(isNotSent).length
    if (waiting > 0) return { waiting }
  }
  engine.close()
  await fetch('/api/v1/auth/sign-out', { method: 'POST', credentials: 'same-origin' }).catch(
    () => undefined,
  )
  await replica.wipe()
  sessionStorage.clear()
  localStorage.clear()
  location.replace('/signin?notice=signed-out')
  return undefined
}
