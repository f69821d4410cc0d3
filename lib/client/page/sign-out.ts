import { device, takeLeave } from '../device'
import { readUnsaved } from './unsaved'

/** What would be lost: changes that are not sent, and expenses that were not saved. */
export type AtStake = { waiting: number; unsaved: number }

/**
 * Ends this browser's session and removes everything of its account from the device. With changes that are not sent it
 * first tries to send them, and where some remain, or something was typed and not saved, says how much and does nothing,
 * unless its person knows of it.
 */
export async function signOut(known?: AtStake): Promise<AtStake | undefined> {
  const { replica, engine } = await device()
  if (!known) {
    await engine.kickIfWaiting()
    const [waiting, unsaved] = [await replica.countNotSent(), readUnsaved().length]
    if (waiting + unsaved > 0) return { waiting, unsaved }
  }
  await takeLeave('signed-out', known?.waiting)
  return undefined
}
