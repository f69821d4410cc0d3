import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { backUpDaily } from '@/db/backup/daily'
import { restoreBackup } from '@/db/backup/restore'
import { writeBackup } from '@/db/backup/write'
import { openEmbedded } from '@/db/embedded/open'
import { askEmbedded } from '@/db/embedded/tables'
import { migrateEmbedded } from '@/db/migrate'
import { dataDirectory } from './support/cluster'
import { contentsOfAll } from './support/contents'
import { fill } from './support/fill'
import { scratchFolder } from './support/scratch'

vi.setConfig({ testTimeout: 120_000 })

async function embedded(migrations = 'drizzle'): Promise<PGlite> {
  const { client, close } = await openEmbedded(await dataDirectory())
  onTestFinished(close)
  await migrateEmbedded(client, migrations)
  return client
}

const contents = (client: PGlite) => contentsOfAll(askEmbedded(client))

test('a restore brings every row back as it was, and only tells that it is another life', async () => {
  const client = await embedded()
  await fill(client)
  const file = path.join(await scratchFolder(), 'backup.gz')
  const { rows } = await writeBackup({ embedded: client }, file)
  expect(rows).toMatchObject({ 'public.expenses': 3000, 'public.categories': 3000 })
  const before = await contents(client)
  await client.exec(`
    update expenses set note = 'spoilt'; delete from users;
    insert into spaces (id, kind) values (gen_random_uuid(), 'wallet')`)
  await restoreBackup({ embedded: client }, file)
  expect(await contents(client)).toEqual(before)
  const { rows: seqs } = await client.query<{ seq: string }>('select seq::text from spaces')
  expect(BigInt(seqs[0]?.seq ?? 0)).toBeGreaterThan(9007199254740991n)
})

test('a restore into a new database works as well, and twice in a row', async () => {
  const source = await embedded()
  await fill(source)
  const file = path.join(await scratchFolder(), 'backup.gz')
  await writeBackup({ embedded: source }, file)
  const target = await embedded()
  await restoreBackup({ embedded: target }, file)
  await restoreBackup({ embedded: target }, file)
  expect(await contents(target)).toEqual(await contents(source))
})

/** The migrations as an older version of the app had them. */
async function olderMigrations(count: number): Promise<string> {
  const folder = path.join(await scratchFolder(), 'drizzle')
  await cp('drizzle', folder, { recursive: true })
  const journal = path.join(folder, 'meta', '_journal.json')
  const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8'))
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, count) }))
  return folder
}

test('a backup of an older version is brought up to date', async () => {
  const older = await embedded(await olderMigrations(2))
  await fill(older)
  const file = path.join(await scratchFolder(), 'backup.gz')
  await writeBackup({ embedded: older }, file)
  const client = await embedded()
  await restoreBackup({ embedded: client }, file)
  const { rows } = await client.query(
    'select count(healed_rev)::int as none, count(*)::int as all from expenses',
  )
  expect(rows).toEqual([{ none: 0, all: 3000 }])
})

test('a backup of a newer version is refused, and nothing changes', async () => {
  const newer = await embedded()
  await fill(newer)
  const file = path.join(await scratchFolder(), 'backup.gz')
  await writeBackup({ embedded: newer }, file)
  const folder = await olderMigrations(2)
  const client = await embedded(folder)
  await fill(client)
  const before = await contents(client)
  await expect(restoreBackup({ embedded: client }, file, { folder })).rejects.toThrow(
    /version of TrackThatMoney that this one does not know/,
  )
  expect(await contents(client)).toEqual(before)
})

test('a daily backup is made once a day, and the last seven are kept', async () => {
  const client = await embedded()
  const folder = path.join(await scratchFolder(), 'backups')
  await mkdir(folder)
  await writeFile(path.join(folder, 'backup-of-mine.gz'), '')
  const source = { embedded: client }
  const day = (n: number) => new Date(Date.UTC(2026, 10, n, 12, 30))
  expect(await backUpDaily(source, folder, day(1))).toBe(true)
  expect(await backUpDaily(source, folder, new Date(day(1).getTime() + 3_600_000))).toBe(false)
  for (let n = 2; n <= 10; n++) expect(await backUpDaily(source, folder, day(n))).toBe(true)
  const files = (await readdir(folder)).sort()
  expect(files).toHaveLength(8)
  expect(files[0]).toBe('backup-of-mine.gz')
  expect(files[1]).toBe('daily-2026-11-04T12-30-00Z.gz')
})
