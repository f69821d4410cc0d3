import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, signIn } from './accounts'

/** One round of parallel sign-ins: the longest gap of the server's event loop, and the slowest answer of its health meanwhile, in ms. */
export type SignInRound = { gap: number; idleGap: number; health: number; seconds: number }

/** Signs all accounts in at once, `rounds` times; `gapsFile` is where event-loop.mjs writes in that server. */
export async function parallelSignIns(
  origin: string,
  pid: number,
  gapsFile: string,
  accounts: readonly Account[],
  rounds: number,
): Promise<SignInRound[]> {
  const results: SignInRound[] = []
  for (let round = 0; round <= rounds; round++) {
    await longestGap(pid, gapsFile)
    await probe(origin, sleep(2000))
    const idleGap = await longestGap(pid, gapsFile)
    const began = performance.now()
    const all = Promise.all(accounts.map((account) => signIn(origin, account)))
    const health = await probe(origin, all)
    const seconds = (performance.now() - began) / 1000
    const gap = await longestGap(pid, gapsFile)
    if (round > 0) results.push({ gap, idleGap, health, seconds })
  }
  return results
}

/** Asks the server for the longest gap since it was last asked. */
async function longestGap(pid: number, file: string): Promise<number> {
  const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [])
  const before = lines().length
  process.kill(pid, 'SIGUSR2')
  for (let tries = 0; tries < 500; tries++) {
    await sleep(10)
    const now = lines()
    if (now.length > before) return Number(now.at(-1))
  }
  throw new Error('The server does not tell the gaps of its event loop.')
}

/** The slowest answer of the server's health, asked for every 20 ms until something is done. */
async function probe(origin: string, until: Promise<unknown>): Promise<number> {
  let running = true
  let slowest = 0
  const asking = (async () => {
    while (running) {
      const began = performance.now()
      await (await fetch(`${origin}/api/health/live`)).text()
      slowest = Math.max(slowest, performance.now() - began)
      await sleep(20)
    }
  })()
  await until.finally(() => {
    running = false
  })
  await asking
  return slowest
}
