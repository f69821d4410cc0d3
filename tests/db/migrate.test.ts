import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { openDatabase } from '@/db/open'
import { dataDirectory } from './support/cluster'
import { scratchFolder } from './support/scratch'

// Databases are started and processes killed, on machines that do other things too.
vi.setConfig({ testTimeout: 120_000 })

/** A migrations folder as Drizzle generates it. */
async function migrations(...statements: string[]): Promise<string> {
  const folder = await scratchFolder()
  await mkdir(path.join(folder, 'meta'))
  const entries = statements.map((_, idx) => ({
    idx,
    tag: `000${idx}`,
    when: idx + 1,
    breakpoints: true,
  }))
  await writeFile(path.join(folder, 'meta/_journal.json'), JSON.stringify({ entries }))
  for (const [idx, statement] of statements.entries())
    await writeFile(path.join(folder, `000${idx}.sql`), statement)
  return folder
}

test('a migration that fails is said in a sentence, leaves nothing behind and gives the directory free', async () => {
  const dataDir = await dataDirectory()
  const first = 'create table a (n int);'
  const broken = await migrations(first, 'create table b (n int); create table b (n int);')
  await expect(openDatabase({ dataDir, migrationsFolder: broken })).rejects.toThrow(
    /^The database cannot be brought up to date: /,
  )
  const mended = await migrations(first, 'create table b (n int);')
  const opened = await openDatabase({ dataDir, migrationsFolder: mended })
  await opened.close()
})
