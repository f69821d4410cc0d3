import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '@/scripts/build.mjs'
import { root } from '@/scripts/install.mjs'
import {
  type OwnPostgres,
  postgresPrograms,
  startOwnPostgres,
} from '@/tests/durability/own-postgres'
import { startServer } from '@/tests/support/server'
import { benchAgainst } from './against'
import { buildBare, startBare } from './bare'
import { deviceLines, deviceTargets } from './device-report'
import { measureDevices } from './devices'
import { measureDrain } from './drain'
import { benchFigures } from './figures'
import { startLoad } from './load'
import { names, plan, seed, walletOf } from './plan'
import { atLeast, atMost, gapTable, measureTable, targetTable, writeResults } from './report'
import { interleaved, median, pairedRatio } from './rounds'
import { parallelSignIns } from './sign-ins'
import { mostWeight, scriptWeight } from './weight'

// npm run bench: the product beside the bare limits of what it is built on, in one run, taken in turn.
// It reports; falling short of a target is no failure. BENCH_ROUNDS says how often each measure is taken.
// npm run bench -- --figures: insights and budgets alone.
// npm run bench -- --against <folder>: devices alone, beside those of another copy of the app, as before a change.

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => process.exit(1))

const rounds = Number(process.env.BENCH_ROUNDS ?? 9)
const connections = 12
const closing: (() => unknown)[] = []

try {
  if (!(rounds >= 1)) throw new Error('BENCH_ROUNDS must be a number from 1.')
  const { values } = parseArgs({
    options: { against: { type: 'string' }, figures: { type: 'boolean' } },
  })
  await findPostgres()
  await ensureBuilt()
  if (values.figures) await benchFigures(rounds, closing)
  else if (values.against === undefined) await bench()
  else await benchAgainst(values.against, rounds, closing)
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  for (const close of closing.reverse()) await close()
}

async function bench(): Promise<void> {
  console.info('Building the bare app to compare with …')
  const folder = await buildBare()
  const gaps = join(folder, 'event-loop')
  const server = await startServer({
    database: 'postgres',
    env: {
      NODE_OPTIONS: `--import=${pathToFileURL(join(root, 'tests', 'bench', 'event-loop.mjs'))}`,
      BENCH_EVENT_LOOP: gaps,
    },
  })
  closing.push(() => server.stop())
  const accounts = await seed(server.url, server.databaseUrl ?? '')
  const bare = await startBare(folder, {
    databaseUrl: server.databaseUrl ?? '',
    list: walletOf(accounts.large),
    write: accounts.writing.flatMap(({ wallets }) => wallets),
  })
  closing.push(() => bare.stop())
  const load = startLoad()
  closing.push(() => load.end())

  const measures = plan(server, bare, accounts)
  console.info(`${rounds} rounds of ${measures.length} measures, ${connections} connections:`)
  const results = await interleaved(load, measures, rounds, connections)
  const signIns = await parallelSignIns(server.url, server.pid, gaps, accounts.writing, 5)

  const drained = await measureDrain(500)
  const side = { origin: server.url, few: accounts.few, many: accounts.large }
  const [times] = await measureDevices([side], 10)
  if (!times) throw new Error('No device was measured.')

  const of = (name: keyof typeof names) => results.get(names[name]) ?? []
  const targets = [
    atLeast('list of 50 beside the bare select', pairedRatio(of('list'), of('select')), 0.8, '×'),
    atLeast('new expense beside the bare insert', pairedRatio(of('post'), of('insert')), 0.4, '×'),
    atMost('page of 50: 100,000 to 1,000', pairedRatio(of('smallList'), of('list')), 1.3, '×'),
    atMost('month: 100,000 to 1,000', pairedRatio(of('smallMonth'), of('month')), 1.3, '×'),
    atMost('event-loop gap at ten sign-ins', median(signIns.map(({ busy }) => busy.gap)), 50, 'ms'),
    atMost('500 offline changes drained', drained, 5000, 'ms'),
    ...deviceTargets(times),
    atMost('JavaScript of /add, gzipped', scriptWeight('/add'), mostWeight('/add'), 'kB'),
    atMost('JavaScript of /, gzipped', scriptWeight('/'), mostWeight('/'), 'kB'),
  ]
  console.info(
    `\n${measureTable(results)}\n\n${targetTable(targets)}\n\n${gapTable(signIns)}\n\n${deviceLines(times)}\n`,
  )
  const machine = { cpu: cpus()[0]?.model, cpus: cpus().length, node: process.version }
  const all = { machine, targets, measures: Object.fromEntries(results), signIns, times, drained }
  console.info(`Written to ${writeResults(join(root, 'tests', 'bench', 'results'), all)}`)
}

/** Uses TEST_DATABASE_URL, or starts a PostgreSQL of its own and says so in TEST_DATABASE_URL. */
async function findPostgres(): Promise<void> {
  if (process.env.TEST_DATABASE_URL) return
  const programs = postgresPrograms()
  if (programs === undefined) {
    throw new Error(
      'The benchmarks need PostgreSQL: install it, or set TEST_DATABASE_URL to one that may create databases.',
    )
  }
  const own: OwnPostgres = await startOwnPostgres(programs)
  closing.push(() => own.remove())
  process.env.TEST_DATABASE_URL = own.url
}
