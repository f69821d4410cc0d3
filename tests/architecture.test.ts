import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const folders = ['app', 'components', 'lib', 'db', 'scripts', 'tests']

type Source = { file: string; text: string; imports: string[] }

const sources = folders.flatMap(readSources)
const shipped = sources.filter(({ file }) => !file.startsWith('tests/'))

function readSources(folder: string): Source[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .map((name) => {
      const file = `${folder}/${name}`
      const text = readFileSync(path.join(root, file), 'utf8')
      return { file, text, imports: importsOf(file, text) }
    })
}

function importsOf(file: string, text: string): string[] {
  const specifiers = text.matchAll(/(?:from|import|import\()\s*['"]([^'"\n]+)['"]/g)
  return [...specifiers].map(([, specifier = '']) => {
    if (specifier.startsWith('@/')) return specifier.slice(2)
    if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
    return specifier
  })
}

const ours = (name: string) => folders.some((folder) => name.startsWith(`${folder}/`))

/** What the files of a place may import of ours, beside that place itself: the arrows of the design. */
const mayImport: [place: RegExp, allowed: RegExp][] = [
  [/^lib\/core\//, /^lib\/core\//],
  [/^lib\/domain\//, /^lib\/(core|domain)\//],
  [
    /^db\//,
    /^(db|lib\/core)\/|^lib\/domain\/(entities|entity|entity-names|merge|mutation|change|reasons|(conflicts|members)\/rules|[a-z]+\/(schema|palette))$/,
  ],
  [/^lib\/server\//, /^(lib\/(server|domain|core)|db)\//],
  [/^lib\/client\//, /^lib\/(client|domain|core)\//],
  [/^lib\/worker\//, /^lib\/(worker|domain|core)\//],
  [/^components\/ui\//, /^(components\/ui|lib\/core)\//],
  [/^components\//, /^(components|lib\/(client|domain|core))\//],
  [/^app\/api\//, /^lib\/(server|domain|core)\//],
  [/^app\//, /^(app|components|lib\/(server|client|domain|core))\//],
]

describe('the arrows of the design', () => {
  it.each(mayImport)('%s imports only %s', (place, allowed) => {
    const first = (file: string) => mayImport.find(([one]) => one.test(file))?.[0]
    const wrong = shipped
      .filter(({ file }) => first(file) === place)
      .flatMap(({ file, imports }) =>
        imports
          .filter((name) => ours(name) && !allowed.test(name))
          .map((name) => `${file} → ${name}`),
      )
    expect(wrong).toEqual([])
  })

  // Left to itself, the nearest Suspense hides the whole screen until it is there, and whoever typed loses the focus.
  it('gives every part that comes later a place of its own, and patience', () => {
    const files = shipped.filter(({ text }) => /from 'next\/dynamic'|\blazy\(/.test(text))
    expect(files.map(({ file }) => file)).toEqual(['components/shell/late-part.ts'])
  })

  it('has no import cycle', () => {
    expect(cycles()).toEqual([])
  })

  it('climbs at most one folder: farther away, an import is written from the root', () => {
    const climbing = sources.filter(({ text }) => /from ['"]\.\.\/\.\./.test(text))
    expect(climbing.map(({ file }) => file)).toEqual([])
  })
})

function cycles(): string[] {
  const byName = new Map(
    shipped.map((source) => [source.file.replace(/\.(tsx?|mjs)$/, ''), source]),
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

// A type alone makes no cycle at run time.
function valueImports({ file, text }: Source): string[] {
  return importsOf(file, text.replace(/import type [^;]*?from ['"][^'"]+['"]/g, ''))
}

describe('the domain', () => {
  const vocabulary: Record<string, string[]> = {
    '*': ['schema', 'mutations', 'rules', 'guard'],
    categories: ['palette', 'ready'],
    expenses: ['likely', 'search'],
    summaries: ['worth', 'periods', 'cells', 'figures'],
  }

  it('keeps to its vocabulary in every noun', () => {
    const strange = shipped.flatMap(({ file }) => {
      const [, noun = '', name = ''] = /^lib\/domain\/([^/]+)\/(.+)\.ts$/.exec(file) ?? []
      const known = [...(vocabulary['*'] ?? []), ...(vocabulary[noun] ?? [])]
      return noun && !known.includes(name) ? [file] : []
    })
    expect(strange).toEqual([])
  })

  it('reaches another noun only through its schema and rules', () => {
    const reaching = shipped.flatMap(({ file, imports }) => {
      const noun = /^lib\/domain\/([^/]+)\//.exec(file)?.[1]
      if (!noun) return []
      return imports.filter((name) => {
        const other = /^lib\/domain\/([^/]+)\/(.+)$/.exec(name)
        return other && other[1] !== noun && !['schema', 'rules'].includes(other[2] ?? '')
      })
    })
    expect(reaching).toEqual([])
  })

  it('has no clock and no randomness in its mutations', () => {
    const impure = shipped.filter(
      ({ file, text }) =>
        /^lib\/domain\/.*mutations\.ts$/.test(file) &&
        /Date\.now|new Date|Math\.random|newId/.test(text),
    )
    expect(impure.map(({ file }) => file)).toEqual([])
  })
})

describe('the walls', () => {
  it('makes a Ctx only in lib/server/auth', () => {
    const makers = shipped.filter(({ text }) => /\bmakeCtx\b/.test(text)).map(({ file }) => file)
    expect(makers.filter((file) => !file.startsWith('lib/server/auth/'))).toEqual([])
    expect(makers.length).toBeGreaterThan(1)
  })

  it('finds out what happened by codes, and reads no sentence that was written for people', () => {
    const reading = /\.test\((\w+\.)?message\)|\bmessage\??\.(match|includes|startsWith|search)\(/
    const readers = shipped.filter(
      ({ file, text }) => /^(components|lib\/(client|domain))\//.test(file) && reading.test(text),
    )
    expect(readers.map(({ file }) => file)).toEqual([])
  })

  it('marks what reads or writes as server-only', () => {
    const places =
      /^lib\/server\/(reads|rest|auth|sync|jobs)\/|^lib\/server\/(execute|mutation-log)\.ts/
    const open = shipped.filter(
      ({ file, text }) => places.test(file) && !text.includes("import 'server-only'"),
    )
    expect(open.map(({ file }) => file).filter((file) => !outsideTheApp.includes(file))).toEqual([])
  })

  it('writes synced tables only through Tx', () => {
    const tables = shipped.flatMap(({ file, text }) =>
      file.startsWith('db/schema/')
        ? [...text.matchAll(/export const (\w+) = pgTable\([^;]*?\.\.\.syncedColumns\(\)/g)]
        : [],
    )
    const names = tables.map(([, name]) => name)
    expect(names).toContain('expenses')
    const writing = new RegExp(`\\.(insert|update|delete)\\((${names.join('|')})\\)`)
    const raw = shipped.filter(({ file, text }) => !file.startsWith('db/') && writing.test(text))
    expect(raw.map(({ file }) => file)).toEqual([])
  })

  it('keeps texts in the browser only through what never throws', () => {
    const places = /\b(local|session)Storage\b/
    const raw = shipped.filter(({ text }) => places.test(text)).map(({ file }) => file)
    // The first script of a page comes before all modules, and catches what it meets.
    expect(raw).toEqual(['lib/client/kept-values.ts', 'lib/core/theme.ts'])
  })

  it('has server actions only in actions.ts', () => {
    const actions = shipped.filter(({ text }) => /^\s*['"]use server['"]/m.test(text))
    expect(actions.filter(({ file }) => !/^app\/\(public\)\/.*actions\.ts$/.test(file))).toEqual([])
    expect(actions.length).toBeGreaterThan(0)
  })

  it('lets only app/globals.css hold a colour', () => {
    const coloured = sources.filter(
      ({ file, text }) =>
        /^(app|components)\/.*\.tsx?$/.test(file) &&
        /#[0-9a-f]{6}\b|\b(rgb|hsl|oklch)a?\(/i.test(text),
    )
    // What a meta element needs, which cannot read a token, is in lib/core/theme.ts: the contrast test keeps it equal.
    expect(coloured.map(({ file }) => file)).toEqual([])
  })
})

/** Parts of lib/server/auth that commands, a worker and the process around the app load as well. */
const outsideTheApp = [
  'lib/server/auth/client-label.ts',
  'lib/server/auth/links.ts',
  'lib/server/auth/next-path.ts',
  'lib/server/auth/password-worker.mjs',
]

describe('every file', () => {
  it('has at most 300 lines', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 301)
    expect(long.map(({ file }) => file)).toEqual([])
  })

  it('has a name in kebab case that is no catch-all', () => {
    const named = /^(\[?\[?(\.\.\.)?[a-zA-Z-]+\]?\]?|\([a-z]+\)|[a-z0-9-]+)(\.[a-z0-9-]+)*$/
    const strange = sources.filter(({ file }) => !file.split('/').every((part) => named.test(part)))
    const catchAll = sources.filter(({ file }) => /(^|\/)(index|utils|helpers)\.tsx?$/.test(file))
    expect([...strange, ...catchAll].map(({ file }) => file)).toEqual([])
  })

  it('says above every exported function what it promises', () => {
    const silent = shipped
      .filter(
        ({ file }) => !/^app\/.*\/?(page|layout|error|not-found|route|loading)\.tsx?$/.test(file),
      )
      .flatMap(({ file, text }) =>
        [...text.matchAll(/^(.*)\n(export (?:default )?(?:async )?function (\w+))/gm)]
          .filter(([, before = '']) => !/\*\/\s*$/.test(before) && !/^\s*\/\/ biome/.test(before))
          .map(([, , , name]) => `${file}: ${name}`),
      )
    expect(silent).toEqual([])
  })
})
