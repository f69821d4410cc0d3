import { readFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { migratePostgres } from '@/db/migrate'
import { type Opened, openDatabase } from '@/db/open'
import { connectPostgres } from '@/db/postgres'
import { scratchFolder, scratchPostgres } from './support/scratch'

async function migrationsIn(url: string): Promise<number> {
  const client = await connectPostgres(url)
  onTestFinished(() => client.end())
  const [found] = await client<{ count: number }[]>`
    select count(*) as count from drizzle.__drizzle_migrations`
  return found?.count ?? 0
}

async function migrationsInFolder(): Promise<number> {
  return JSON.parse(await readFile('drizzle/meta/_journal.json', 'utf8')).entries.length
}

test('several starters on one empty database: each migration runs once, and all of them start', async () => {
  const databaseUrl = await scratchPostgres()
  const dataDir = await scratchFolder()
  const started = await Promise.all([1, 2, 3].map(() => openDatabase({ databaseUrl, dataDir })))
  await Promise.all(started.map((opened: Opened) => opened.close()))
  expect(await migrationsIn(databaseUrl)).toBe(await migrationsInFolder())
})

test('migrating again changes nothing', async () => {
  const url = await scratchPostgres()
  await migratePostgres(url)
  await migratePostgres(url)
  expect(await migrationsIn(url)).toBe(await migrationsInFolder())
})
