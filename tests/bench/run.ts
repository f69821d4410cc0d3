import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from '@/scripts/build.mjs'
import { root } from '@/scripts/install.mjs'
import {
  type OwnPostgres,
  postgresPrograms,
  startOwnPostgres,
} from '@/tests/durability/own-postgres'
import { startServer } from '@/tests/support/server'
import { buildBare, startBare } from './bare'
import { deviceLines, measureDevices, timesAsLong } from './devices'
import { measureDrain } from './drain'
import { startLoad } from './load'
import { names, plan, seed, walletOf } from './plan'
import { atLeast, atMost, gapTable, measureTable, targetTable, writeResults } from './report'
import { interleaved, median, pairedRatio } from './rounds'
import type { SavingTimes } from './saving'
import { parallelSignIns } from './sign-ins'
import { mostWeight, scriptWeight } from './weight'

// npm run bench: the product beside the bare limits of what it is built on, in one run, taken in turn.
// It reports; falling short of a target is no failure. BENCH_ROUNDS says how often each measure is taken.

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => process.exit(1))

const rounds = Number(process.env.BENCH_ROUNDS ?? 9)
const connections = 12
const closing: (() => unknown)[] = []

try {
  if (!(rounds >= 1)) throw new Error('BENCH_ROUNDS must be a number from 1.')
  await bench()
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  for (const close of closing.reverse()) await close()
}

async function bench(): Promise<void> {
  await findPostgres()
  await ensureBuilt()
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
  const times = await measureDevices(server.url, accounts.few, accounts.large, 10)

  const of = (name: keyof typeof names) => results.get(names[name]) ?? []
  const targets = [
    atLeast('list of 50 beside the bare select', pairedRatio(of('list'), of('select')), 0.8, '×'),
    atLeast('new expense beside the bare insert', pairedRatio(of('post'), of('insert')), 0.4, '×'),
    atMost('page of 50: 100,000 to 1,000', pairedRatio(of('smallList'), of('list')), 1.3, '×'),
    atMost('month: 100,000 to 1,000', pairedRatio(of('smallMonth'), of('month')), 1.3, '×'),
    atMost('event-loop gap at ten sign-ins', median(signIns.map(({ busy }) => busy.gap)), 50, 'ms'),
    ...savingTargets(times.saving),
    atMost('opening: 100,000 to 100', timesAsLong(times.open), 1.5, '×'),
    atMost('opening offline: 100,000 to 100', timesAsLong(times.offline), 1.5, '×'),
    atMost('500 offline changes drained', drained, 5000, 'ms'),
    atMost('first sync of 100,000: usable', median(times.first.usable), 1500, 'ms'),
    atMost(
      'longest task while scrolling',
      median(times.moving.map((one) => one.scrolling)),
      30,
      'ms',
    ),
    atMost(
      'longest task while searching',
      median(times.moving.map((one) => one.searching)),
      50,
      'ms',
    ),
    atMost('first search of 100,000', median(times.searching.map(({ first }) => first)), 250, 'ms'),
    atMost('every other one', median(times.searching.flatMap(({ others }) => others)), 40, 'ms'),
    atMost(
      'renderer after scrolling 100,000',
      median(times.memory.map(({ renderer }) => renderer)),
      120,
      'MB',
    ),
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

function savingTargets({ paused, atOnce, slow, seen, typing }: SavingTimes) {
  return [
    atMost('Enter to painted after a pause, 100', median(paused.few), 40, 'ms'),
    atMost('Enter to painted at once, 100', median(atOnce.few), 45, 'ms'),
    atMost('Enter to painted: 100,000 to 100', timesAsLong(paused), 1.1, '×'),
    atMost('Enter to painted with CPU 4 ×, 100,000', median(slow.many), 150, 'ms'),
    atMost('seen on another device, 100', median(seen.few), 90, 'ms'),
    atMost('seen on another device, 100,000', median(seen.many), 100, 'ms'),
    atMost('longest task while typing, 100,000', median(typing), 30, 'ms'),
  ]
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
