import 'server-only'
import { AppError } from '@/lib/core/errors'
import {
  countTry,
  forgetTries,
  refuseBlocked,
  type Subject,
  sweepRateLimits,
  takeBack,
} from './rate-limit'

const mostWaiting = 100

type Line = { last: Promise<void>; waiting: number }

// One line for the whole process, however many copies of this module its bundles hold.
const key = Symbol.for('trackthatmoney.guesses')
const shared = globalThis as { [key]?: Line }
shared[key] ??= { last: Promise.resolve(), waiting: 0 }
const line = shared[key]

/**
 * Makes one guess at a password, counted against an account and an address: as a failure before it is made, taken
 * back when it was right. Guesses wait for each other (one thread hashes them one by one anyway), so that people who
 * sign in at the same moment are not taken for failures. Throws `too_many` or `unavailable` without making it.
 */
export async function guess(
  account: Subject,
  address: Subject,
  verify: () => Promise<boolean>,
): Promise<boolean> {
  await refuseBlocked(account, address)
  return inTurn(async () => {
    const counted = await countTry(address)
    const ofAccount = await countTry(account).catch(async (error) => {
      await takeBack(counted)
      throw error
    })
    let made = false
    let right = false
    try {
      right = await verify()
      made = true
    } finally {
      if (right || !made) await takeBack(counted)
      if (right) await forgetTries(account)
      else if (!made) await takeBack(ofAccount)
    }
    await sweepRateLimits()
    return right
  })
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (line.waiting >= mostWaiting) {
    throw new AppError('unavailable', 'The server is busy. Please try again in a few seconds.', {
      retryAfter: 5,
    })
  }
  line.waiting++
  const before = line.last
  let done = () => {}
  line.last = new Promise((resolve) => {
    done = resolve
  })
  try {
    await before
    return await work()
  } finally {
    line.waiting--
    done()
  }
}
