import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const folders = ['app', 'components', 'lib', 'db', 'scripts', 'tests']

/** A file of ours, by its path below the root, with what it imports: of ours by path, of others by name. */
export type Source = { file: string; text: string; imports: string[] }

/** All code of the repository. */
export function readSources(): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
      .map((name) => {
        const file = `${folder}/${name}`
        return sourceOf(file, readFileSync(path.join(root, file), 'utf8'))
      }),
  )
}

/** A file that has this text. */
export function sourceOf(file: string, text: string): Source {
  return { file, text, imports: importsOf(file, text) }
}

/** What a file imports that is there when it runs: a type alone makes no cycle. */
export function valueImports({ file, text }: Source): string[] {
  return importsOf(file, text.replace(/import type [^;]*?from ['"][^'"]+['"]/g, ''))
}

/** Whether an import is of ours. */
export function isOurs(name: string): boolean {
  return folders.some((folder) => name.startsWith(`${folder}/`))
}

/** Without what only tests. */
export function shippedOf(sources: readonly Source[]): Source[] {
  return sources.filter(({ file }) => !file.startsWith('tests/'))
}

function importsOf(file: string, text: string): string[] {
  const specifiers = text.matchAll(/(?:from|import|import\()\s*['"]([^'"\n]+)['"]/g)
  return [...specifiers].map(([, specifier = '']) => {
    if (specifier.startsWith('@/')) return specifier.slice(2)
    if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
    return specifier
  })
}
