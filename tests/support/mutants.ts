import { deviceMutants } from './device-mutants.ts'

/** A fault put into the source on purpose, which the simulation must find. */
export type Mutant = {
  name: string
  file: string
  find: string
  put: string
  /** What finds it, unless it is the simulation of syncing: that of a device, or a test of that one thing. */
  by?: 'device-life' | 'device-mends' | 'two-servers' | 'sync/conflicts'
  /** Found only after minutes: `npm run test:sync -- --mutants` tries it, `npm test` does not. */
  slow?: true
}

const afterParse = 'const locks = Promise.all('

/** One for each promise that syncing rests on. */
export const mutants: Mutant[] = [
  {
    name: 'a plain sequence in place of the locked counter',
    file: 'lib/server/lock.ts',
    find: 'spaceIds.map((id) => countUp(transaction, { id }))',
    put: `spaceIds.map(async (id) => countUp((await import('@/db/client')).database(), { id }))`,
  },
  {
    name: 'rows read before they are locked',
    by: 'two-servers',
    file: 'lib/server/lock.ts',
    find: afterParse,
    put: `await Promise.all(reads.map(([entity, key]) => tx.get(entity, key)))\n  ${afterParse}`,
  },
  {
    name: 'a merge in which the last edit wins',
    file: 'lib/domain/merge.ts',
    find: 'return same(now, from) ? { from: now, to } : { from: now, to, seen: from }',
    put: 'return { from: now, to }',
  },
  {
    name: 'a choice that comes too late and is dropped',
    // Among thousands of schedules hardly any has two choices on one question.
    by: 'sync/conflicts',
    slow: true,
    file: 'lib/domain/conflicts/mutations.ts',
    find: 'if (kept.length === 0 && stands(conflict, row, value)) return',
    put: 'if (kept.length === 0) return',
  },
  {
    name: 'an answer before the commit',
    file: 'lib/server/sync/push.ts',
    find: 'const { revs } = await execute(ctx, name, args, { id, client: { id: clientId, n }, epoch })',
    put: `const revs = {}
    void execute(ctx, name, args, { id, client: { id: clientId, n }, epoch }).catch(() => {})`,
  },
  ...deviceMutants,
]

/** A plugin for Vite that puts a mutant in its place; throws where its source has changed. */
export function planting(name: string) {
  const mutant = mutants.find((one) => one.name === name)
  if (!mutant) throw new Error(`There is no mutant “${name}”.`)
  return {
    name: 'mutant',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (!id.replaceAll('\\', '/').endsWith(mutant.file)) return undefined
      if (!code.includes(mutant.find)) throw new Error(`${mutant.file} has changed: ${mutant.name}`)
      return code.replace(mutant.find, mutant.put)
    },
  }
}
