import { device, takeLeave } from './device'

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
    const waiting = await replica.countNotSent()
    if (waiting > 0) return { waiting }
  }
  await takeLeave('signed-out', options)
  return undefined
}
