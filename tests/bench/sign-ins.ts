import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, signIn } from './accounts'

/** The longest gap of an event loop in ms: what its thread computed in it, and how long it only waited for a CPU. */
export type Gap = { gap: number; computing: number; waiting: number }

/** One round of parallel sign-ins, after as long a time without; `health` is the slowest answer meanwhile in ms. */
export type SignInRound = { idle: Gap; busy: Gap; health: number; seconds: number }

/** Signs all accounts in at once, `rounds` times; `file` is where event-loop.mjs writes in that server. */
export async function parallelSignIns(
  origin: string,
  pid: number,
  file: string,
  accounts: readonly Account[],
  rounds: number,
): Promise<SignInRound[]> {
  const results: SignInRound[] = []
  for (let round = 0; round <= rounds; round++) {
    const idle = await watched(pid, file, () => probe(origin, sleep(3000)))
    const began = performance.now()
    const busy = await watched(pid, file, () =>
      probe(origin, Promise.all(accounts.map((account) => signIn(origin, account)))),
    )
    const seconds = (performance.now() - began) / 1000
    if (round > 0) results.push({ idle: idle.gap, busy: busy.gap, health: busy.result, seconds })
  }
  return results
}

/** Watches over the server's event loop while something is done. */
async function watched<T>(
  pid: number,
  file: string,
  work: () => Promise<T>,
): Promise<{ result: T; gap: Gap }> {
  const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [])
  const before = lines().length
  process.kill(pid, 'SIGUSR2')
  const result = await work()
  process.kill(pid, 'SIGUSR2')
  for (let tries = 0; tries < 500; tries++) {
    await sleep(10)
    const now = lines()
    if (now.length > before) return { result, gap: JSON.parse(now.at(-1) ?? '') }
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
