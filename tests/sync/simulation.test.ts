import fc from 'fast-check'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { onEachDatabase } from '@/tests/support/each-database'
import { checkInvariants } from './simulation/invariants'
import { endKilling } from './simulation/line'
import { type Op, schedules } from './simulation/schedule'
import { World } from './simulation/world'

// npm run test:sync -- --runs 10000 [--seed N]: how many schedules, shared between the databases.
const runs = Number(process.env.SYNC_RUNS ?? 240)
const seed = process.env.SYNC_SEED ? Number(process.env.SYNC_SEED) : Date.now() % 2 ** 31
// A planted fault races with others, which the embedded database does not let it.
const wanted = process.env.SYNC_MUTANT ? ['postgres'] : ['embedded', 'postgres']
const kinds = process.env.TEST_DATABASE_URL ? wanted.length : 1

beforeEach(() => {
  // A server that is killed cannot tell the others of news, and says so.
  const { error } = console
  console.error = (...words) => {
    if (!String(words[0]).startsWith('No news sent')) error(...words)
  }
})
afterAll(endKilling)

onEachDatabase((kind) => {
  it.runIf(wanted.includes(kind))(
    'devices, scripts and a restored server agree in the end, and nothing is lost',
    async () => {
      const table = { schedules: 0, operations: 0, faults: 0, conflicts: 0, restores: 0 }
      const play = async (ops: Op[]) => {
        const world = await World.make()
        try {
          for (const op of ops) await world.play(op)
          const met = await checkInvariants(world)
          table.schedules++
          table.operations += ops.length
          table.faults += met.faults
          table.conflicts += met.conflicts
          table.restores += world.putBacks
          if (table.schedules % 500 === 0) process.stderr.write(`${kind}: ${table.schedules} …\n`)
        } finally {
          await world.end()
        }
      }
      const numRuns = Math.ceil(runs / kinds)
      const endOnFailure = process.env.SYNC_SHRINK === undefined
      const property = fc.asyncProperty(schedules, play)
      const result = await fc.check(property, { numRuns, seed, endOnFailure })
      console.info(
        `simulation on ${kind}, seed ${seed}: ${Object.entries(table)
          .map(([name, count]) => `${name} ${count}`)
          .join(', ')}, violations ${result.failed ? `1, after ${result.numRuns} schedules` : 0}`,
      )
      if (result.failed) expect.fail(`${fc.defaultReportMessage(result)}\n${result.errorInstance}`)
      expect(result.numRuns).toBe(numRuns)
    },
    24 * 3_600_000,
  )
})
