import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Mutant, mutants } from '@/tests/support/mutants'

const run = promisify(execFile)

/** More than any of them took, so that one that is not found is no bad luck. */
const runs: Partial<Record<string, string>> = { simulation: '1500', 'device-life': '600' }

/** The simulation with a fault planted in the source: what it printed, and whether it failed. */
async function simulate({ name, by }: Mutant): Promise<{ failed: boolean; said: string }> {
  const file = by ? `${by}.test` : 'sync/simulation.test'
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'sync', file]
  const env = {
    ...process.env,
    SYNC_MUTANT: name,
    SYNC_RUNS: runs[by ?? 'simulation'] ?? '',
    NO_COLOR: '1',
  }
  try {
    const { stdout } = await run('node', args, { env, maxBuffer: 1e8 })
    return { failed: false, said: stdout }
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return { failed: true, said: `${stdout}${stderr}` }
  }
}

// They race with each other, which only a real server lets them.
describe.skipIf(!process.env.TEST_DATABASE_URL)('the simulation finds', () => {
  const tried = mutants.filter(({ slow }) => !slow || process.env.SYNC_MUTANTS === 'all')
  it.each(tried)(
    '$name',
    async (mutant) => {
      const { failed, said } = await simulate(mutant)
      const found = /violations 1, after (\d+) schedules/.exec(said)
      console.info(`${mutant.name}: found${found ? ` after ${found[1]} schedules` : ''}`)
      expect(failed, said.slice(-3000)).toBe(true)
      if (runs[mutant.by ?? 'simulation']) expect(found, said.slice(-3000)).not.toBeNull()
      else expect(said).toContain('AssertionError')
    },
    15 * 60_000,
  )
})
