import path from 'node:path'
import type { Rule } from './rules'
import { shippedOf } from './sources'

/** What a file of a noun of the domain may be called. */
const vocabulary: Record<string, string[]> = {
  '*': ['schema', 'mutations', 'rules', 'guard'],
  budgets: ['periods', 'counting', 'figures', 'now', 'past', 'csv'],
  categories: ['palette', 'ready'],
  expenses: ['likely', 'search', 'csv'],
  summaries: ['worth', 'periods', 'cells', 'figures', 'usual', 'large'],
}
/** Parameters in brackets are named as the code names them. */
const kebab = /^(\[{1,2}(\.{3})?[a-zA-Z]+\]{1,2}|\([a-z]+\)|[a-z0-9-]+(\.[a-z0-9-]+)*)$/
const ofTheFramework = /^app\/.*\/?(page|layout|error|not-found|route|loading)\.tsx?$/

/** What files are called, and how long they are. */
export const files: Rule[] = [
  {
    says: 'the domain keeps to its vocabulary in every noun',
    broken: (sources) =>
      shippedOf(sources).flatMap(({ file }) => {
        const [, noun = '', name = ''] = /^lib\/domain\/([^/]+)\/(.+)\.ts$/.exec(file) ?? []
        const known = [...(vocabulary['*'] ?? []), ...(vocabulary[noun] ?? [])]
        return noun && !known.includes(name) ? [file] : []
      }),
    plants: [['lib/domain/wallets/planted.ts', '']],
  },
  {
    says: 'a file has at most 300 lines',
    broken: (sources) =>
      sources.filter(({ text }) => text.split('\n').length > 301).map(({ file }) => file),
    plants: [['tests/unit/planted.ts', '\n'.repeat(301)]],
  },
  {
    says: 'a folder holds at most 25 files',
    broken: (sources) => {
      const folders = new Map<string, string[]>()
      for (const { file } of shippedOf(sources)) {
        const folder = path.posix.dirname(file)
        folders.set(folder, [...(folders.get(folder) ?? []), file])
      }
      return [...folders].flatMap(([folder, inIt]) =>
        inIt.length > 25 ? [`${folder}: ${inIt.join()}`] : [],
      )
    },
    plants: [['components/inbox/planted.ts', '', 26]],
  },
  {
    says: 'a name is in kebab case and no catch-all',
    broken: (sources) =>
      sources
        .map(({ file }) => file)
        .filter(
          (file) =>
            !file.split('/').every((part) => kebab.test(part)) ||
            /(^|\/)(index|utils|helpers)\.tsx?$/.test(file),
        ),
    plants: [
      ['lib/core/plantedName.ts', ''],
      ['lib/core/utils.ts', ''],
      ['components/inbox/index.ts', ''],
    ],
  },
  {
    says: 'above every exported function stands what it promises',
    broken: (sources) =>
      shippedOf(sources)
        .filter(({ file }) => !ofTheFramework.test(file))
        .flatMap(({ file, text }) =>
          [...text.matchAll(/^(.*)\n(export (?:default )?(?:async )?function (\w+))/gm)]
            .filter(([, before = '']) => !/\*\/\s*$/.test(before) && !/^\s*\/\/ biome/.test(before))
            .map(([, , , name]) => `${file}: ${name}`),
        ),
    plants: [['lib/core/planted.ts', '\nexport function planted() {}']],
  },
]
