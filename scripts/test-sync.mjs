import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runChild } from './child.mjs'
import { ensureInstalled, root } from './install.mjs'
import { stopSignal } from './stop-signal.mjs'

// npm run test:sync -- [--runs N] [--seed N] [--devices] [--mutants]: a simulation alone, longer than npm test runs it.

const signal = stopSignal()
const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    devices: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
  },
})
await ensureInstalled(signal)
const file = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const simulation = values.devices ? 'device-life.test' : 'sync/simulation.test'
const tests = values.mutants ? 'mutants.test' : simulation
const env = {
  ...process.env,
  TZ: 'Asia/Kathmandu',
  ...(values.mutants && { SYNC_MUTANTS: 'all' }),
  ...(values.runs && { SYNC_RUNS: values.runs }),
  ...(values.seed && { SYNC_SEED: values.seed }),
}
const args = [file, 'run', '--project', 'sync', tests]
// Each database in a process of its own: together they would take twice as long.
const both = !values.mutants && process.env.TEST_DATABASE_URL
const runs = both
  ? ['embedded', 'postgres'].map((kind) => [...args, '-t', `the ${kind} database`])
  : [args]
const codes = await Promise.all(
  runs.map((one) => runChild(process.execPath, one, { signal, cwd: root, env })),
)
process.exitCode = codes.find((code) => code !== 0) ?? 0
