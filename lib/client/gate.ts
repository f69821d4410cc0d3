import {
  chooseKeeping,
  forgetAllButChoice,
  forgetBesideReplica,
  forgetPages,
  joinSession,
  keepsData,
  leaveSession,
  sessionGoesOn,
  takeArrival,
} from './keep'
import { onDevice } from './kept-values'
import type { Replica } from './replica'

/**
 * Why nothing that this device holds may be shown: somebody else is signed in than it belongs to (`checking` until the
 * server has said that it knows the account, for what is here may be all that is left of it), its session was ended from
 * elsewhere before everything was sent (`revoked`), or it was not to be kept and the browser was closed since (`leaving`;
 * `left` once it is gone and only the session is still to be ended).
 */
export type Bar = {
  kind: 'stopped'
  code: 'checking' | 'other_account' | 'revoked' | 'leaving' | 'left'
  message: string
}

/** Set, on this device, from when somebody else was found to be signed in until that is settled. */
const otherKey = 'ttm-other-account'
/** Set, on this device, while a session is still to be ended whose data is gone. */
const leftKey = 'ttm-left'

const otherAccount: Bar = {
  kind: 'stopped',
  code: 'other_account',
  message: 'This device holds unsent changes of another account.',
}
const checking: Bar = {
  kind: 'stopped',
  code: 'checking',
  message: 'This device holds the data of another account. Asking the server about it first.',
}
/** While only its own person may open this device. */
export const revokedBar: Bar = {
  kind: 'stopped',
  code: 'revoked',
  message: 'This device was signed out from elsewhere, and some changes are not sent yet.',
}
const leaving: Bar = {
  kind: 'stopped',
  code: 'leaving',
  message: 'Your data is not to be kept on this device, and some of it is not sent yet.',
}
const left: Bar = {
  kind: 'stopped',
  code: 'left',
  message: 'Your data is off this device. To end the session too, the server must be reached.',
}

/**
 * Lets a person in before anything is shown: removes what belongs to somebody else, or was not to be kept, unless
 * changes in it are not sent yet. Answers what bars the device, or that there is nothing to do here but to sign in.
 */
export async function barAtStart(
  replica: Replica,
  tellTabs: () => void,
): Promise<Bar | 'sign-in' | undefined> {
  const arrival = await takeArrival()
  const { account, revoked } = await replica.meta()
  if (arrival?.userId === '') {
    chooseKeeping(false)
    leaveSession()
    return account ? leaveOrBar(replica, tellTabs) : undefined
  }
  if (arrival) {
    const strange = account !== null && account.id !== arrival.userId
    // Only the person who had to leave finds again what they had not finished.
    if (!account && revoked && revoked !== arrival.userId) forgetBesideReplica()
    onDevice.forget(otherKey)
    onDevice.forget(leftKey)
    chooseKeeping(arrival.keep)
    joinSession()
    if (strange) return barStrange(replica, tellTabs)
    if (revoked) {
      await replica.readmit()
      tellTabs()
    }
    return undefined
  }
  if (onDevice.read(leftKey) !== null) return leaveOrBar(replica, tellTabs)
  if (onDevice.read(otherKey) !== null) return barStrange(replica, tellTabs)
  if (account && revoked) return revokedBar
  if (keepsData()) return undefined
  if (await sessionGoesOn()) {
    joinSession()
    return undefined
  }
  return leaveOrBar(replica, tellTabs)
}

async function leaveOrBar(replica: Replica, tellTabs: () => void): Promise<Bar | 'sign-in'> {
  const out = await leave(replica, tellTabs)
  if (out === 'unsent') return leaving
  return out === 'done' ? 'sign-in' : out
}

/** Somebody else has signed in: bars the device until the server has said whose data this is. */
async function barStrange(replica: Replica, tellTabs: () => void): Promise<Bar> {
  const known = onDevice.read(otherKey) !== null
  onDevice.keep(otherKey, 'yes')
  // Once only: a tab that starts anew for it finds the same.
  if (!known) tellTabs()
  return (await replica.countNotSent()) > 0 ? otherAccount : checking
}

/** Somebody else is signed in: makes room for them, or bars the device while unsent changes are on it. */
export async function barOther(replica: Replica, tellTabs: () => void): Promise<Bar | undefined> {
  const known = onDevice.read(otherKey) !== null
  const gone = await replica.wipe({ onlySent: true })
  if (gone) forgetAllButChoice()
  else onDevice.keep(otherKey, 'yes')
  // Once only: a tab that starts anew for it finds the same.
  if (!known) tellTabs()
  return gone ? undefined : otherAccount
}

/** The person whose data this is is signed in after all. */
export function liftOther(): void {
  onDevice.forget(otherKey)
}

/**
 * Removes everything and ends the session; `unsent` where more is only on this device than the `known` number
 * that its person gives up: then all of it stays. Answers what bars the device where the session could not be ended.
 */
export async function leave(
  replica: Replica,
  tellTabs: () => void,
  known = 0,
): Promise<'done' | 'unsent' | Bar> {
  const before = onDevice.read(leftKey) !== null
  if (!(await replica.wipe({ onlySent: true, known }))) return 'unsent'
  forgetBesideReplica()
  // Until it is ended nothing may come back to this device, also in another tab.
  onDevice.keep(leftKey, 'yes')
  if (!before) tellTabs()
  try {
    const { endSession } = await import('./arrival')
    await endSession()
  } catch {
    return left
  }
  onDevice.forget(leftKey)
  await forgetPages()
  return 'done'
}
