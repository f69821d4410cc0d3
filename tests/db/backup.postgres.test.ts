import path from 'node:path'
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
