import { join, resolve } from 'node:path'
import postgres from 'postgres'
import { root } from '@/scripts/install.mjs'
import { type RunningServer, startServer } from '@/tests/support/server'
import { makeAccount } from './accounts'
import { againstTable, deviceLines } from './device-report'
import { measureDevices, type Side } from './devices'
import { walletOf } from './plan'
import { writeResults } from './report'
import { fillWallet } from './rows'
import { profileTable } from './save-profile'
import { scriptWeight } from './weight'

/**
 * Measures devices of this app and of another, built copy of it, taken in turn; `closing` gets what ends what it starts.
 * Prints a table and writes every figure down.
 */
export async function benchAgainst(
  folder: string,
  rounds: number,
  closing: (() => unknown)[],
): Promise<void> {
  const app = resolve(folder)
  const sides: Side[] = []
  for (const one of [app, root]) {
    const server = await startServer({ database: 'postgres', app: one })
    closing.push(() => server.stop())
    sides.push(await seedSide(server))
  }
  console.info(`${rounds} rounds on devices of ${app} and of this app, in turn …`)
  const [before, now] = await measureDevices(sides, rounds)
  if (!before || !now) throw new Error('Nothing was measured.')
  const weights = (['/add', '/'] as const).map(
    (page) =>
      `JavaScript of ${page}: ${scriptWeight(page, app).toFixed(2)} kB before, ${scriptWeight(page).toFixed(2)} kB now`,
  )
  console.info(
    `\n${againstTable(before, now)}\n${weights.join('\n')}\n\n${profileTable(before.profile, now.profile)}\n\nBefore:\n${deviceLines(before)}\n\nNow:\n${deviceLines(now)}\n`,
  )
  const file = writeResults(join(root, 'tests', 'bench', 'results'), { before, now }, 'against-')
  console.info(`Written to ${file}`)
}

async function seedSide({ url, databaseUrl = '' }: RunningServer): Promise<Side> {
  const side = { origin: url, few: await makeAccount(url, 1), many: await makeAccount(url, 1) }
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  await fillWallet(sql, walletOf(side.few), 100, 1)
  await fillWallet(sql, walletOf(side.many), 100_000, 20)
  await sql.unsafe('vacuum analyze')
  await sql.end()
  return side
}
