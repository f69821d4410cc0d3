import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import { onEachDatabase } from '@/tests/support/each-database'
import { expectAlways, expectInTheEnd, lookAt } from './device-life/invariants'
import { play, untilQuiet } from './device-life/play'
import { type Op, schedules } from './device-life/schedule'
import { World } from './device-life/world'

// npm run test:sync -- --devices --runs 10000 [--seed N]: how many schedules, shared between the databases.
const runs = Number(process.env.SYNC_RUNS ?? 160)
const seed = process.env.SYNC_SEED ? Number(process.env.SYNC_SEED) : Date.now() % 2 ** 31
// Nothing of a planted fault here hangs on the database.
const wanted = process.env.SYNC_MUTANT ? ['embedded'] : ['embedded', 'postgres']
const kinds = process.env.TEST_DATABASE_URL ? wanted.length : 1

beforeEach(() => {
  // Sessions that end are written down.
  const { write } = process.stdout
  process.stdout.write = ((text: string, ...more: []) =>
    String(text).includes('"security":"session') ||
    write.call(process.stdout, text, ...more)) as never
})

onEachDatabase((kind) => {
  it.runIf(wanted.includes(kind))(
    'a browser that two people use loses nothing, shows nobody what is not theirs, and is never stuck',
    async () => {
      const table = { schedules: 0, operations: 0, typed: 0, given: 0 }
      const run = async (ops: Op[]) => {
        const world = await World.make()
        try {
          await world.signIn('ada', true)
          world.openTab()
          await untilQuiet(world)
          for (const op of ops) {
            const before = await lookAt(world)
            await play(world, op)
            await expectAlways(world, op, before)
          }
          await expectInTheEnd(world)
          table.schedules++
          table.operations += ops.length
          table.typed += world.typed.size
          table.given += world.given.size
          if (table.schedules % 500 === 0) process.stderr.write(`${kind}: ${table.schedules} …\n`)
        } finally {
          await world.end()
        }
      }
      const numRuns = Math.ceil(runs / kinds)
      const endOnFailure = process.env.SYNC_SHRINK === undefined
      const property = fc.asyncProperty(schedules, run)
      const result = await fc.check(property, { numRuns, seed, endOnFailure })
      console.info(
        `devices on ${kind}, seed ${seed}: ${Object.entries(table)
          .map(([name, count]) => `${name} ${count}`)
          .join(', ')}, violations ${result.failed ? `1, after ${result.numRuns} schedules` : 0}`,
      )
      if (result.failed) expect.fail(`${fc.defaultReportMessage(result)}\n${result.errorInstance}`)
      expect(result.numRuns).toBe(numRuns)
    },
    24 * 3_600_000,
  )
})
