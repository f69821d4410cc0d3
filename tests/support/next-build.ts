import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChild } from '@/scripts/child.mjs'
import { root } from '@/scripts/install.mjs'

const parts = [
  ...['app', 'components', 'db', 'drizzle', 'lib', 'public', 'scripts', 'next.config.mjs'],
  ...['postcss.config.mjs', 'tsconfig.json', 'tsconfig.next.json'],
  ...['package.json', 'package-lock.json'],
]

/** The next version of the app, built in a folder of its own until `remove` is called. */
export type NextBuild = { folder: string; remove: () => void }

/** Builds the app with other words in some of its files: what a person gets who updates. Takes most of a minute. */
export async function buildNext(
  changes: readonly [file: string, from: string, to: string][],
): Promise<NextBuild> {
  const folder = mkdtempSync(join(tmpdir(), 'ttm-next-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [file, from, to] of changes) {
    const text = readFileSync(join(folder, file), 'utf8')
    if (!text.includes(from)) throw new Error(`${file} no longer says “${from}”.`)
    writeFileSync(join(folder, file), text.replace(from, to))
  }
  const code = await runChild(process.execPath, ['scripts/build.mjs'], { cwd: folder })
  if (code === 0) return { folder, remove }
  remove()
  throw new Error(`The next version could not be built (${code}).`)
}
