import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Sql } from 'postgres'
import { expect, onTestFinished, test, vi } from 'vitest'
import { moveRows } from '@/db/embedded/move'
import { openEmbedded } from '@/db/embedded/open'
import { migrateEmbedded, migratePostgres } from '@/db/migrate'
import { connectPostgres } from '@/db/postgres'
import { startChild } from './support/child'
import { dataDirectory } from './support/cluster'
import { fill } from './support/fill'
import { scratchFolder, scratchPostgres } from './support/scratch'

// Databases are started and processes killed, on machines that do other things too.
vi.setConfig({ testTimeout: 120_000 })

async function embedded(dataDir: string) {
  const { client, close } = await openEmbedded(dataDir)
  let closed: Promise<void> | undefined
  const closeOnce = () => {
    closed ??= close()
    return closed
  }
  onTestFinished(closeOnce)
  return { source: client, close: closeOnce }
}

async function postgres(url: string): Promise<Sql> {
  const client = await connectPostgres(url, 'maintain')
  onTestFinished(() => client.end())
  return client
}

/** A data directory with one user, a wallet, categories that refer to later ones, and many expenses. */
async function filledDirectory(): Promise<string> {
  const dataDir = await dataDirectory()
  const { source, close } = await embedded(dataDir)
  await migrateEmbedded(source)
  await fill(source)
  await close()
  await writeFile(path.join(dataDir, 'auth-secret'), 'a-secret-of-the-server')
  return dataDir
}

const move = (dataDir: string, url: string) =>
  startChild('scripts/move-to-postgres.ts', [], { env: { DATA_DIR: dataDir, DATABASE_URL: url } })

test('everything arrives, is compared and reported, and what to do next is said', async () => {
  const dataDir = await filledDirectory()
  const url = await scratchPostgres()
  const child = move(dataDir, url)
  expect(await child.ended).toBe(0)
  const said = child.lines.join('\n')
  expect(said).toMatch(/^users +1 {2}same/m)
  expect(said).toMatch(/^expenses +3000 {2}same/m)
  expect(said).toContain(path.join(dataDir, 'auth-secret'))
  expect(said).not.toContain('a-secret-of-the-server')

  const target = await postgres(url)
  const { source } = await embedded(dataDir)
  const question = 'select * from expenses order by id limit 50'
  expect([...(await target.unsafe(question))].map((row) => [row.id, row.amount, row.note])).toEqual(
    (await source.query<{ id: string; amount: number; note: string }>(question)).rows.map((row) => [
      row.id,
      row.amount,
      row.note,
    ]),
  )
  const [loose] = await target`select count(*) as n from pg_constraint where condeferrable`
  expect(loose?.n).toBe(0)

  const again = move(dataDir, url)
  expect(await again.ended).toBe(1)
})

test('a target with accounts is refused and stays as it was', async () => {
  const dataDir = await filledDirectory()
  const url = await scratchPostgres()
  expect(await move(dataDir, url).ended).toBe(0)
  const second = move(dataDir, url)
  expect(await second.ended).toBe(1)
  expect(second.lines.join('\n')).toMatch(/^The database at DATABASE_URL is not empty/)
  const [count] = await (await postgres(url))`select count(*) as n from expenses`
  expect(count?.n).toBe(3000)
})

test('a target where a server waits for people, and does its jobs meanwhile, is empty all the same', async () => {
  const dataDir = await filledDirectory()
  const url = await scratchPostgres()
  await migratePostgres(url)
  const target = await postgres(url)
  await target`insert into jobs (name, due_at, holder) values ('retention', now(), 'a server')`
  expect(await move(dataDir, url).ended).toBe(0)
  expect(await target`select * from jobs`).toHaveLength(0)
})

test('without DATABASE_URL, without a database, or beside a running server it says so', async () => {
  const url = await scratchPostgres()
  const empty = await scratchFolder()
  const noUrl = move(empty, '')
  expect(await noUrl.ended).toBe(1)
  expect(noUrl.lines[0]).toMatch(/^Set DATABASE_URL/)
  const noDatabase = move(empty, url)
  expect(await noDatabase.ended).toBe(1)
  expect(noDatabase.lines[0]).toMatch(/^There is no embedded database in/)

  const dataDir = await dataDirectory()
  await embedded(dataDir)
  const busy = move(dataDir, url)
  expect(await busy.ended).toBe(1)
  expect(busy.lines[0]).toMatch(/already in use by another TrackThatMoney process/)
})

test('values of any type arrive exactly; when one does not, nothing was moved', async () => {
  const { source } = await embedded(await dataDirectory())
  const target = await postgres(await scratchPostgres())
  const schema = `create table odd (
    id int generated always as identity primary key, "a ""b" text[], raw bytea, exact numeric(30, 10),
    rough float8, at timestamptz, code char(3), doc jsonb, twice int generated always as (2) stored)`
  await source.exec(schema)
  await target.unsafe(schema)
  await source.exec(`insert into odd ("a ""b", raw, exact, rough, at, code, doc) values
    (array['x,"y"', null, ''], '\\x00ff5c'::bytea, 12345678901234567890.0123456789, 0.1::float8 + 0.2, '2026-11-23 10:00:00.123456+02', 'A', 'null'),
    (null, '', 'NaN', '-Infinity', 'infinity', '', null),
    ('{}', null, null, 5e-324, null, null, '{"n": 1.10}')`)
  expect(await moveRows(source, target)).toMatchObject([{ table: 'public.odd', rows: 3 }])
  const text = 'select odd::text from odd order by id'
  expect(Array.from(await target.unsafe(text))).toEqual((await source.query(text)).rows)

  await target.unsafe('truncate odd')
  await target.unsafe(`
    create function spoil() returns trigger language plpgsql as 'begin new.code = ''B''; return new; end';
    create trigger spoil before insert on odd for each row execute function spoil()`)
  await expect(moveRows(source, target)).rejects.toThrow(/did not arrive as it was/)
  expect(Array.from(await target.unsafe(text))).toEqual([])
})
