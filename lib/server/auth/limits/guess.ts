import 'server-only'
import { hashPassword } from '@/lib/server/auth/password/password'
import {
  type Chain,
  charge,
  countAlong,
  forgetTries,
  refuseBlocked,
  sweepRateLimits,
  takeBackAll,
} from './rate-limit'
import { inTurn, type Place } from './turns'

/** Who guesses: where failures count, and whose turn it takes. */
export type Guesser = {
  /** What is counted of the account: forgotten once a guess is right. */
  account: Chain
  /** What is counted of the address, whichever the account; empty where the account knows who guesses. */
  address: Chain
  place: Place
}

/** Each check costs a slow hash, so a right password has its price as well; a script signs in every 15 minutes. */
const price = { atOnce: 60, every: 2 }

/**
 * Makes one guess at a password: counted as a failure before it is made, taken back when it was right. Guesses wait for
 * each other, so that people who sign in at the same moment are not taken for failures. Throws `too_many` or
 * `unavailable` without making it.
 */
export async function guess(
  { account, address, place }: Guesser,
  verify: () => Promise<boolean>,
): Promise<boolean> {
  await refuseBlocked(...account, ...address)
  return inTurn(place, async () => {
    // Whoever waited behind failures is refused before anything is written.
    await refuseBlocked(...account, ...address)
    const ofAddress = await countAlong(address)
    const ofAccount = await countAlong(account).catch(async (error) => {
      await takeBackAll(ofAddress)
      throw error
    })
    let made = false
    let right = false
    try {
      await charge('password', place.join('\0'), price)
      right = await verify()
      made = true
    } finally {
      if (right || !made) await takeBackAll(ofAddress)
      if (right) await forgetTries(account)
      else if (!made) await takeBackAll(ofAccount)
    }
    await sweepRateLimits()
    return right
  })
}

/** Hashes a new password, once it is the turn of whoever chose it. */
export function hashInTurn(password: string, place: Place): Promise<string> {
  return inTurn(place, () => hashPassword(password))
}
