import { ensureBuilt } from '@/scripts/build.mjs'
import { table } from '@/tests/bench/table'
import { strikeRounds, type Tally } from './rounds'
import { possibleSites } from './sites'

// ROUNDS=30 node scripts/run.mjs tests/durability/run.ts [PART OF A SITE'S NAME]: strikes servers and databases down under
// load, prints a table, and ends with 1 where anything acknowledged is lost, doubled or torn.

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => process.exit(1))

const rounds = Number(process.env.ROUNDS ?? 30)
const sites = possibleSites()
if (sites.length === 1) console.error('PostgreSQL is not installed: only the embedded database.')

await ensureBuilt()
const tallies: Tally[] = []
for (const [name, make] of sites) {
  if (!name.includes(process.argv[2] ?? '')) continue
  const site = await make(name)
  process.stdout.write(`${name}, round`)
  try {
    tallies.push(await strikeRounds(site, rounds, (round) => process.stdout.write(` ${round}`)))
  } finally {
    await site.remove()
  }
  console.info(`\n${tallyTable(tallies)}\n`)
}
const wrong = tallies.flatMap((tally) => tally.wrong)
if (wrong.length > 0) console.error(wrong.join('\n'))
const bad = tallies.some(({ lost, duplicated }) => lost + duplicated > 0)
process.exitCode = wrong.length > 0 || bad ? 1 : 0

function tallyTable(tallies: readonly Tally[]): string {
  const rows = tallies.map((tally) => [
    ...[tally.name, tally.rounds, tally.acknowledged, tally.found, tally.duplicated, tally.lost],
    ...[tally.unacknowledged, tally.arrived, tally.resent, tally.wrong.length],
  ])
  const head = ['site', 'rounds', 'acknowledged', 'found', 'duplicated', 'lost']
  const more = ['unacknowledged', 'of them arrived', 'resent', 'wrong']
  return table([[...head, ...more], ...rows.map((row) => row.map(String))])
}
