import type { Rule } from './rules'
import { type Source, shippedOf } from './sources'

/** Parts of lib/server/auth that commands, a worker and the process around the app load as well. */
const outsideTheApp = [
  'lib/server/auth/client-label.ts',
  'lib/server/auth/links.ts',
  'lib/server/auth/next-path.ts',
  'lib/server/auth/password/password-worker.mjs',
]
const serverOnly =
  /^lib\/server\/(reads|rest|auth|sync|jobs)\/|^lib\/server\/(execute|mutation-log)\.ts/
const readsSentences =
  /\.test\((\w+\.)?message\)|\bmessage\??\.(match|includes|startsWith|search)\(/

/** What is done in few places only, each of which knows how. */
export const walls: Rule[] = [
  {
    says: 'mutations have no clock and no randomness',
    broken: filesWhere(
      ({ file, text }) =>
        /^lib\/domain\/.*mutations\.ts$/.test(file) &&
        /Date\.now|new Date|Math\.random|newId/.test(text),
    ),
    plants: [
      ['lib/domain/wallets/mutations.ts', 'const now = Date.now()'],
      ['lib/domain/wallets/mutations.ts', 'const id = newId()'],
    ],
  },
  {
    says: 'only lib/server/auth makes a Ctx',
    broken: filesWhere(
      ({ file, text }) => /\bmakeCtx\b/.test(text) && !file.startsWith('lib/server/auth/'),
    ),
    plants: [['lib/server/reads/planted.ts', "import 'server-only'\nmakeCtx()"]],
  },
  {
    says: 'what happened is known by codes: no sentence that was written for people is read',
    broken: filesWhere(
      ({ file, text }) =>
        /^(components|lib\/(client|domain))\//.test(file) && readsSentences.test(text),
    ),
    plants: [
      ['lib/client/planted.ts', 'if (/taken/.test(error.message)) again()'],
      ['components/inbox/planted.ts', "if (message.includes('taken')) again()"],
    ],
  },
  {
    says: 'what reads or writes is marked as server-only',
    broken: filesWhere(
      ({ file, text }) =>
        serverOnly.test(file) &&
        !text.includes("import 'server-only'") &&
        !outsideTheApp.includes(file),
    ),
    plants: [['lib/server/jobs/planted.ts', 'const job = 1']],
  },
  {
    says: 'synced tables are written only through Tx',
    broken: (sources) => {
      const writing = new RegExp(`\\.(insert|update|delete)\\((${tablesOf(sources).join('|')})\\)`)
      return filesWhere(({ file, text }) => !file.startsWith('db/') && writing.test(text))(sources)
    },
    plants: [
      ['lib/server/planted.ts', 'await database().update(expenses)'],
      ['scripts/planted.ts', 'await sql.delete(wallets)'],
    ],
  },
  {
    says: 'texts are kept in the browser only through what never throws',
    // The first script of a page comes before all modules, and catches what it meets.
    broken: filesWhere(
      ({ file, text }) =>
        /\b(local|session)Storage\b/.test(text) &&
        !['lib/client/page/kept-values.ts', 'lib/core/theme.ts'].includes(file),
    ),
    plants: [['components/inbox/planted.ts', "localStorage.getItem('a')"]],
  },
  {
    says: 'what a person does is a command: screens change nothing themselves',
    broken: filesWhere(
      ({ file, imports }) =>
        /^(components|app)\//.test(file) &&
        !file.startsWith('components/commands/') &&
        imports.includes('lib/client/mutate'),
    ),
    plants: [['components/inbox/planted.tsx', "import { mutate } from '@/lib/client/mutate'"]],
  },
  {
    says: 'the document is drawn: no id and no amount is read out of it',
    // The reference draws what is not ours.
    broken: filesWhere(
      ({ file, text }) =>
        /^components\//.test(file) &&
        !file.startsWith('components/docs/') &&
        /\.dataset\b|[gG]etAttribute\(['"`]data-/.test(text),
    ),
    plants: [
      ['components/inbox/planted.tsx', 'const id = row.dataset.expense'],
      ['components/inbox/planted.tsx', "const id = row.getAttribute('data-expense')"],
    ],
  },
  {
    says: 'server actions are in actions.ts',
    broken: filesWhere(
      ({ file, text }) =>
        /^\s*['"]use server['"]/m.test(text) && !/^app\/\(public\)\/.*actions\.ts$/.test(file),
    ),
    plants: [['app/(public)/signin/planted.ts', "'use server'"]],
  },
  {
    says: 'only app/globals.css holds a colour',
    // What a meta element needs, which cannot read a token, is in lib/core/theme.ts: the contrast test keeps it equal.
    broken: filesWhere(
      ({ file, text }) =>
        /^(app|components)\/.*\.tsx?$/.test(file) &&
        /#[0-9a-f]{6}\b|\b(rgb|hsl|oklch)a?\(/i.test(text),
    ),
    plants: [
      ['components/ui/planted.tsx', "const ink = '#0a6b4f'"],
      ['app/planted.tsx', "const ink = 'rgb(0 0 0)'"],
    ],
  },
]

function filesWhere(isBroken: (source: Source) => boolean): Rule['broken'] {
  return (sources) =>
    shippedOf(sources)
      .filter(isBroken)
      .map(({ file }) => file)
}

function tablesOf(sources: readonly Source[]): string[] {
  const inSchema = sources.filter(({ file }) => file.startsWith('db/schema/'))
  return inSchema.flatMap(({ text }) =>
    [...text.matchAll(/export const (\w+) = pgTable\([^;]*?\.\.\.syncedColumns\(\)/g)].map(
      ([, name = '']) => name,
    ),
  )
}
