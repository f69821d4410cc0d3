import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Sql } from 'postgres'
import { expect, onTestFinished, test, vi } from 'vitest'
import { restoreBackup } from '@/db/backup/restore'
import { writeBackup } from '@/db/backup/write'
import { openEmbedded } from '@/db/embedded/open'
import { askEmbedded, askPostgres } from '@/db/embedded/tables'
import { migrateEmbedded, migratePostgres } from '@/db/migrate'
import { connectPostgres } from '@/db/postgres'
import { dataDirectory } from './support/cluster'
import { contentsOfAll } from './support/contents'
import { fill } from './support/fill'
import { scratchFolder, scratchPostgres } from './support/scratch'

vi.setConfig({ testTimeout: 120_000 })

test('a backup of one database can be restored into the other, and back', async () => {
  const { client, close } = await openEmbedded(await dataDirectory())
  onTestFinished(close)
  await migrateEmbedded(client)
  await fill(client)
  const folder = await scratchFolder()
  const first = path.join(folder, 'first.gz')
  await writeBackup({ embedded: client }, first)
  const before = await contentsOfAll(askEmbedded(client))

  const databaseUrl = await scratchPostgres()
  await migratePostgres(databaseUrl)
  await restoreBackup({ databaseUrl }, first)
  const there = await connectPostgres(databaseUrl, 'maintain')
  onTestFinished(() => there.end())
  expect(await contentsOfAll(askPostgres(there))).toEqual(before)

  const second = path.join(folder, 'second.gz')
  await writeBackup({ databaseUrl }, second)
  await client.exec(`update expenses set note = 'spoilt'`)
  await restoreBackup({ embedded: client }, second)
  expect(await contentsOfAll(askEmbedded(client))).toEqual(before)
})

test('a backup is of one moment, whatever others write meanwhile', async () => {
  const databaseUrl = await scratchPostgres()
  await migratePostgres(databaseUrl)
  const writer = await connectPostgres(databaseUrl)
  onTestFinished(() => writer.end())
  let stop = false
  let written = 0
  // Two rows in one transaction: a backup has both or none.
  const writing = (async () => {
    while (!stop) {
      await writer.begin(async (sql) => {
        await sql`insert into spaces (id, kind) values (gen_random_uuid(), 'wallet')`
        await sql`insert into rate_limits (kind, subject, count, reset_at) values ('x', gen_random_uuid()::text, 1, now())`
      })
      written++
    }
  })()
  const folder = await scratchFolder()
  for (let round = 0; round < 10; round++) {
    const { rows } = await writeBackup({ databaseUrl }, path.join(folder, `${round}.gz`))
    expect(rows['public.spaces']).toBe(rows['public.rate_limits'])
  }
  stop = true
  await writing
  expect(written).toBeGreaterThan(10)
})

async function filled(): Promise<{ databaseUrl: string; file: string; client: Sql }> {
  const databaseUrl = await scratchPostgres()
  await migratePostgres(databaseUrl)
  const client = await connectPostgres(databaseUrl)
  onTestFinished(() => client.end())
  await client`insert into spaces (id, kind) select gen_random_uuid(), 'wallet' from generate_series(1, 20)`
  await client`insert into users (id, email, name, password_hash)
    select gen_random_uuid(), n || '@example.org', '', '' from generate_series(1, 3) n`
  const file = path.join(await scratchFolder(), 'backup.gz')
  await writeBackup({ databaseUrl }, file)
  return { databaseUrl, file, client }
}

test.each([
  ['no id at all', /(wallet\t)(\d+\t)/, '$1x$2'],
  ['the same row twice', /^([0-9a-f-]{36}\t)(wallet.*)\n[0-9a-f-]{36}\t/m, '$1$2\n$1'],
])('a backup whose rows cannot be written, %s, ends with a sentence', async (_, find, put) => {
  const { databaseUrl, file, client } = await filled()
  const text = gunzipSync(await readFile(file)).toString()
  // A piece says how many bytes it has.
  const broken = text.replace(find, put)
  expect(broken).not.toBe(text)
  const more = broken.length - text.length
  const sized = broken.replace(
    /("table":"public\.spaces".*?"bytes":)(\d+)/,
    (_all, before: string, bytes: string) => `${before}${Number(bytes) + more}`,
  )
  await writeFile(file, gzipSync(sized))
  await expect(restoreBackup({ databaseUrl }, file)).rejects.toThrow(
    /rows of public\.spaces cannot be written \(.+\)\. Nothing was changed\./,
  )
  const [found] = await client`select count(*)::int as count from users`
  expect(found?.count).toBe(3)
})

test('a restore refuses in words where somebody does not let go of a table', async () => {
  const { databaseUrl, file, client } = await filled()
  const holder = await client.reserve()
  await holder`begin`
  await holder`select 1 from users for update`
  const patience = { attempts: 3, ms: 100 }
  await expect(restoreBackup({ databaseUrl }, file, { patience })).rejects.toThrow(
    /do not let go of it.*Nothing was changed/,
  )
  await holder`rollback`
  holder.release()
  await restoreBackup({ databaseUrl }, file)
})

test('a restore whose connection is cut ends with a sentence', async () => {
  const { databaseUrl, file, client } = await filled()
  const cutting = setInterval(() => {
    void client`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'copy %' and pid <> pg_backend_pid()`.catch(
      () => {},
    )
  }, 2)
  try {
    // It may be through before it is found; what matters is that it ends.
    await restoreBackup({ databaseUrl }, file).catch((error: Error) =>
      expect(error.message).not.toBe(''),
    )
  } finally {
    clearInterval(cutting)
  }
})
