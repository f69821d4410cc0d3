import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '@/scripts/build.mjs'
import { table } from '@/tests/bench/table'
import { startServer } from '@/tests/support/server'
import { badCookies, oneWallet, wallets } from './amounts'
import type { Attack } from './attack'
import { endless, nonsense } from './bodies'
import { broken, pipelined } from './hang-ups'
import { type Act, newPerson, use } from './person'
import { guesses, right, wrong } from './sign-ins'
import { slow, unread } from './slow'
import { streams } from './streams'
import { upgrades } from './upgrades'

// npm run attack [-- --seconds 60] [-- --only C2]: each attack against a built server of its own on the loopback, with a
// person beside it who signs in, adds and lists. Ends with 1 where they were refused, or waited for too long.

const attacks: Attack[] = [
  ...[pipelined, broken, ...slow, unread, streams, upgrades, right, wrong, guesses],
  ...[wallets, badCookies, oneWallet, endless, nonsense],
]
/** In milliseconds. */
const tooLong = 5000
const longestEnd = 10_000

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => process.exit(1))

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, only: { type: 'string', default: '' } },
})
const seconds = Number(values.seconds)
if (!(seconds >= 1)) throw new Error('--seconds must be a number from 1.')
const chosen = attacks.filter(({ line, name }) => `${line} ${name}`.includes(values.only))
if (chosen.length === 0) throw new Error(`No attack is called ${values.only}.`)

await ensureBuilt()
const rows: string[][] = []
const faults: string[] = []
for (const attack of chosen) {
  console.info(`${attack.line}: ${attack.name}, ${seconds} s …`)
  const { row, found } = await face(attack)
  rows.push(row)
  for (const fault of found) faults.push(`${attack.line}, ${attack.name}: ${fault}`)
}
const columns = ['signs in', 'adds', 'lists', 'refused', 'stops after', 'the attack heard']
console.info(`\nms: median / worst\n${table([['attack', ...columns], ...rows])}\n`)
for (const fault of faults) console.info(fault)
console.info(
  `${chosen.length - new Set(faults.map(nameOf)).size} passed, ${new Set(faults.map(nameOf)).size} failed`,
)
process.exit(faults.length > 0 ? 1 : 0)

function nameOf(fault: string): string {
  return fault.slice(0, fault.lastIndexOf(': '))
}

/** One attack from beginning to end; the server is told to stop while it still goes on. */
async function face({ line, name, run }: Attack): Promise<{ row: string[]; found: string[] }> {
  const server = await startServer()
  const over = new AbortController()
  setMaxListeners(0, over.signal)
  const { url } = server
  const person = await newPerson(url)
  const answers = new Map<string, number>()
  const heard = (what: string | number) => {
    answers.set(String(what), (answers.get(String(what)) ?? 0) + 1)
  }
  const attacking = run({ url, until: over.signal, person, heard }).catch((error: unknown) => {
    if (!over.signal.aborted) heard(String(error))
  })
  const acts = await use(person, AbortSignal.timeout(seconds * 1000))
  const began = performance.now()
  const stopped = await Promise.race([
    server.stop(),
    sleep(2 * longestEnd, 'never', { ref: false }),
  ])
  const end = performance.now() - began
  over.abort()
  if (stopped === 'never') await server.kill9()
  await attacking
  const refused = acts.filter(({ status }) => status < 200 || status > 299)
  const worst = Math.max(...acts.map(({ ms }) => ms))
  const found = [
    ...(refused.length > 0
      ? [`the person was refused ${refused.length} times of ${acts.length}`]
      : []),
    ...(worst > tooLong ? [`the person waited for ${Math.round(worst)} ms`] : []),
    ...(stopped !== 0 || end > longestEnd
      ? [`the server ended with ${stopped} after ${Math.round(end)} ms`]
      : []),
    ...(/\bat .*\n\s+at /.test(server.logs()) ? ['the log has a stack'] : []),
  ]
  const times = (['signs in', 'adds', 'lists'] as const).map((what) => timesOf(acts, what))
  const statuses = [...answers].map(([what, count]) => `${what}: ${count}`).join(', ')
  const row = [
    `${line} ${name}`,
    ...times,
    String(refused.length),
    String(Math.round(end)),
    statuses,
  ]
  return { row, found }
}

function timesOf(acts: readonly Act[], wanted: Act['what']): string {
  const all = acts.filter(({ what }) => what === wanted).map(({ ms }) => ms)
  const sorted = all.sort((a, b) => a - b).map(Math.round)
  return sorted.length === 0 ? '–' : `${sorted[sorted.length >> 1]} / ${sorted.at(-1)}`
}
