import { appendFile, cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { openedDatabase } from '@/db/client'
import { migrateEmbedded, migratePostgres, migrationsFolder } from '@/db/migrate'

/** Brings the open database up to a version with one more migration; answers the folder of them all. */
export async function migrateInvented(migration: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ttm-invented-'))
  await cp(migrationsFolder(), folder, { recursive: true })
  const path = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(await readFile(path, 'utf8'))
  const last = journal.entries.at(-1)
  const next = { ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_invented' }
  await writeFile(path, JSON.stringify({ ...journal, entries: [...journal.entries, next] }))
  await appendFile(join(folder, `${next.tag}.sql`), migration)
  const opened = openedDatabase()
  if (opened.kind === 'embedded') await migrateEmbedded(opened.client as PGlite, folder)
  else await migratePostgres(opened.databaseUrl ?? '', folder)
  return folder
}
