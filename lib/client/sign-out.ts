import { device } from './device'

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
    const waiting = (await replica.outbox()).filter(({ state }) => state !== 'sent').length
    if (waiting > 0) return { waiting }
  }
  engine.close()
  await fetch('/api/v1/auth/sign-out', { method: 'POST', credentials: 'same-origin' }).catch(
    () => undefined,
  )
  await replica.wipe()
  sessionStorage.clear()
  localStorage.clear()
  await forgetPages()
  location.replace('/signin?notice=signed-out')
  return undefined
}

/** Takes the service worker's caches away; they hold nothing personal, and fill again at the next visit. */
async function forgetPages(): Promise<void> {
  // Only secure contexts have them.
  if (!('caches' in window)) return
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)))
}

/** The changes that are not on the server, as JSON that people can read. */
export async function exportWaiting(): Promise<string> {
  const { replica } = await device()
  const { account } = await replica.meta()
  const waiting = (await replica.outbox()).filter(({ state }) => state !== 'sent')
  const changes = waiting.map(({ at, summary, name, args, refusal }) => ({
    ...{ at, summary, name, args },
    ...(refusal && { refusal }),
  }))
  return JSON.stringify({ account: account?.email, changes }, null, 2)
}
