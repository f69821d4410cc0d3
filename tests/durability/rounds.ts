import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, makeAccount, signIn } from '@/tests/bench/accounts'
import type { Site } from './sites'
import { judge, type Sent } from './state'
import { resend, startWriters } from './writers'

/** What all rounds on one site came to. */
export type Tally = {
  name: string
  rounds: number
  acknowledged: number
  found: number
  duplicated: number
  lost: number
  /** In flight when the blow came, how many of those were there all the same, and how many were acknowledged when sent again. */
  unacknowledged: number
  arrived: number
  resent: number
  wrong: string[]
}

const accountsPerSite = 2
const walletsPerAccount = 2
const writersPerWallet = 2

/**
 * Again and again: clients write at the same time, the site is struck in the midst of it, comes back, what it holds is
 * held against what was acknowledged, and what was not is sent again.
 */
export async function strikeRounds(
  site: Site,
  rounds: number,
  progress: (round: number) => void = () => {},
): Promise<Tally> {
  const acknowledged: Sent[] = []
  const pending: Sent[] = []
  const accounts: Account[] = []
  const tally: Tally = {
    ...{ name: site.name, rounds, acknowledged: 0, found: 0, duplicated: 0, lost: 0 },
    ...{ unacknowledged: 0, arrived: 0, resent: 0, wrong: [] },
  }
  const look = async () => {
    const verdict = judge(await site.state(), acknowledged, pending)
    tally.found = verdict.found
    tally.lost = Math.max(tally.lost, verdict.lost)
    tally.duplicated = Math.max(tally.duplicated, verdict.duplicated)
    tally.wrong = [...new Set([...tally.wrong, ...verdict.wrong])]
    return verdict
  }
  const catchUp = async (url: string) => {
    for (const sent of pending.splice(0)) {
      const rev = await resend(url, accounts, sent)
      if (rev === undefined) {
        tally.wrong.push(`${sent.id} was refused when it was sent again`)
        continue
      }
      acknowledged.push({ ...sent, rev })
      tally.resent++
    }
  }
  for (let round = 1; round <= rounds; round++) {
    progress(round)
    const url = await site.url()
    while (accounts.length < accountsPerSite) {
      accounts.push(await makeAccount(url, walletsPerAccount))
    }
    for (const account of accounts) await signIn(url, account)
    await catchUp(url)

    const writers = startWriters(url, accounts, writersPerWallet)
    while (writers.count() < 20) await sleep(10)
    await sleep(Math.random() * 700)
    await site.strike()
    const written = await writers.stop()
    acknowledged.push(...written.acknowledged)
    pending.push(...written.unacknowledged)
    tally.unacknowledged += written.unacknowledged.length
    tally.arrived += (await look()).arrived.length
  }
  await catchUp(await site.url())
  await site.strike()
  await look()
  tally.acknowledged = acknowledged.length
  return tally
}
