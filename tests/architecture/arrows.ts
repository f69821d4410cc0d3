import type { Rule } from './rules'
import { isOurs, type Source, shippedOf, valueImports } from './sources'

const inDb =
  /^(db|lib\/core)\/|^lib\/domain\/(entities|entity|entity-names|merge|mutation|change|reasons|(budgets|conflicts|members)\/rules|[a-z]+\/(schema|palette))$/

/** What the files of a place may import of ours, the first that fits: the arrows of the design, each with one that runs against it. */
const mayImport: { place: RegExp; allowed: RegExp; against: string }[] = [
  { place: /^lib\/core\//, allowed: /^lib\/core\//, against: 'lib/core → lib/domain/merge' },
  { place: /^lib\/domain\//, allowed: /^lib\/(core|domain)\//, against: 'lib/domain → db/client' },
  { place: /^db\//, allowed: inDb, against: 'db → lib/domain/expenses/mutations' },
  {
    ...{ place: /^lib\/server\//, allowed: /^(lib\/(server|domain|core)|db)\// },
    against: 'lib/server → lib/client/replica/replica',
  },
  {
    ...{ place: /^lib\/client\//, allowed: /^lib\/(client|domain|core)\// },
    against: 'lib/client → lib/server/execute',
  },
  {
    ...{ place: /^lib\/worker\//, allowed: /^lib\/(worker|domain|core)\// },
    against: 'lib/worker → lib/client/replica/replica',
  },
  {
    ...{ place: /^components\/ui\//, allowed: /^(components\/ui|lib\/core)\// },
    against: 'components/ui → lib/domain/merge',
  },
  {
    ...{
      place: /^components\/words\//,
      allowed: /^(components\/words|lib\/(client|domain|core))\//,
    },
    against: 'components/words → components/ui/money',
  },
  {
    place: /^components\/commands\//,
    allowed: /^(components\/(commands|words|ui)|lib\/(client|domain|core))\//,
    against: 'components/commands → components/parts/here',
  },
  {
    place: /^components\/parts\//,
    allowed: /^(components\/(parts|commands|words|ui)|lib\/(client|domain|core))\//,
    against: 'components/parts → components/expenses/month/months',
  },
  {
    ...{ place: /^components\//, allowed: /^(components|lib\/(client|domain|core))\// },
    against: 'components/inbox → lib/server/execute',
  },
  {
    ...{ place: /^app\/api\//, allowed: /^lib\/(server|domain|core)\// },
    against: 'app/api → components/ui/money',
  },
  {
    ...{ place: /^app\//, allowed: /^(app|components|lib\/(server|client|domain|core))\// },
    against: 'app → db/client',
  },
]

const placeOf = (file: string) => mayImport.find(({ place }) => place.test(file))?.place

/** Where imports may go. */
export const arrows: Rule[] = [
  ...mayImport.map(({ place, allowed, against }): Rule => {
    const [from, to] = against.split(' → ')
    const broken = (sources: readonly Source[]) =>
      shippedOf(sources)
        .filter(({ file }) => placeOf(file) === place)
        .flatMap(({ file, imports }) =>
          imports
            .filter((name) => isOurs(name) && !allowed.test(name))
            .map((name) => `${file} → ${name}`),
        )
    const plants: Rule['plants'] = [[`${from}/planted.ts`, `import '@/${to}'`]]
    return { says: `${place.source} imports only ${allowed.source}`, broken, plants }
  }),
  {
    says: 'no noun of the screens reaches into the rooms of another one; the shell stands on top of all',
    broken: (sources) =>
      shippedOf(sources).flatMap(({ file, imports }) => {
        const noun = nounOf(file)
        if (!noun || noun === 'shell') return []
        return imports
          .filter((name) => ![noun, undefined].includes(nounOf(name)))
          .map((name) => `${file} → ${name}`)
      }),
    plants: [
      ['components/inbox/planted.tsx', "import '@/components/expenses/list/history-column'"],
      ['components/expenses/form/planted.tsx', "import '@/components/shell/palette'"],
    ],
  },
  {
    // Left to itself, the nearest Suspense hides the whole screen until it is there, and whoever typed loses the focus.
    says: 'every part that comes later has a place of its own, and patience',
    broken: (sources) =>
      shippedOf(sources)
        .filter(({ text }) => /from 'next\/dynamic'|\blazy\(/.test(text))
        .map(({ file }) => file)
        .filter((file) => file !== 'components/parts/screen/late-part.ts'),
    plants: [
      ['components/inbox/planted.tsx', "import dynamic from 'next/dynamic'"],
      ['components/inbox/planted.tsx', 'const Part = lazy(() => load())'],
    ],
  },
  {
    says: 'there is no import cycle',
    broken: cycles,
    plants: [['lib/core/planted.ts', "import './planted'"]],
  },
  {
    says: 'imports climb at most one folder: farther away, one is written from the root',
    broken: (sources) =>
      sources.filter(({ text }) => /from ['"]\.\.\/\.\./.test(text)).map(({ file }) => file),
    plants: [['lib/server/auth/planted.ts', `import { a } from '${'../'.repeat(2)}core/money'`]],
  },
  {
    says: 'a noun of the domain reaches another only through its schema and rules; what sums is for all',
    broken: (sources) =>
      shippedOf(sources).flatMap(({ file, imports }) => {
        const noun = /^lib\/domain\/([^/]+)\//.exec(file)?.[1]
        if (!noun) return []
        const reached = imports.filter((name) => {
          const other = /^lib\/domain\/([^/]+)\/(.+)$/.exec(name)
          if (!other || other[1] === noun || other[1] === 'summaries') return false
          return !['schema', 'rules'].includes(other[2] ?? '')
        })
        return reached.map((name) => `${file} → ${name}`)
      }),
    plants: [['lib/domain/categories/rules.ts', "import '@/lib/domain/expenses/mutations'"]],
  },
]

/** Whose screen something belongs to; undefined where it is nobody's own. */
function nounOf(file: string): string | undefined {
  const [, noun] = /^components\/([^/]+)\//.exec(file) ?? []
  return noun && !['ui', 'words', 'commands', 'parts'].includes(noun) ? noun : undefined
}

function cycles(sources: readonly Source[]): string[] {
  const byName = new Map(
    shippedOf(sources).map((source) => [source.file.replace(/\.(tsx?|mjs)$/, ''), source]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const visit = (name: string, trail: string[]) => {
    if (trail.includes(name)) found.push([...trail.slice(trail.indexOf(name)), name].join(' → '))
    if (done.has(name) || trail.includes(name)) return
    const source = byName.get(name)
    for (const next of source ? valueImports(source) : []) {
      if (byName.has(next)) visit(next, [...trail, name])
    }
    done.add(name)
  }
  for (const name of byName.keys()) visit(name, [])
  return found
}
