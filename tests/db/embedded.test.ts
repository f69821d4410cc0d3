import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openedDatabase } from '@/db/client'
import { askHolder } from '@/db/embedded/lock'
import { type Opened, openDatabase } from '@/db/open'
import { startChild } from './support/child'
import { dataDirectory } from './support/cluster'
import { scratchFolder } from './support/scratch'

// Databases are started and processes killed, on machines that do other things too.
vi.setConfig({ testTimeout: 120_000 })

async function open(dataDir: string): Promise<Opened & { client: PGlite }> {
  const opened = await openDatabase({ dataDir })
  onTestFinished(opened.close)
  return opened as Opened & { client: PGlite }
}

test('opens with the schema in place, registers itself, answers commands, and closes twice', async () => {
  const dataDir = await dataDirectory()
  const opened = await open(dataDir)
  expect(openedDatabase()).toBe(opened)
  const { rows } = await opened.client.query('select id from users')
  expect(rows).toEqual([])
  opened.onCommand('ping', () => 'pong')
  expect(await askHolder(dataDir, { command: 'ping' })).toBe('pong')
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700)

  await Promise.all([opened.close(), opened.close()])
  expect(() => openedDatabase()).toThrow('No database is open')
  const again = await open(dataDir)
  await again.close()
})

test('a second process on the directory is refused with a sentence and harms nothing', async () => {
  const dataDir = await dataDirectory()
  const first = await open(dataDir)
  const child = startChild('tests/db/support/creator.ts', [dataDir])
  expect(await child.ended).not.toBe(0)
  expect(child.lines.join('\n')).toContain(
    `The data directory ${dataDir} is already in use by another TrackThatMoney process (pid ${process.pid}). Stop it first, or use another DATA_DIR.`,
  )
  await first.client.query('select id from users')
})

test('a creation that was killed in the middle does not break the next start', async () => {
  const dataDir = await scratchFolder()
  const child = startChild('tests/db/support/creator.ts', [dataDir])
  const drafts = async () => (await readdir(dataDir)).filter((name) => name.startsWith('pg.new-'))
  while ((await drafts()).length === 0) await sleep(20)
  await sleep(1500)
  await child.kill()
  expect(await readdir(dataDir)).not.toContain('pg')

  const opened = await open(dataDir)
  await opened.client.query('select id from users')
  await opened.close()
  await (await open(dataDir)).close()
  expect((await readdir(dataDir)).sort()).toEqual(['lock', 'pg'])
})

test('a folder that is no database, or one of another version, is refused and left alone', async () => {
  const dataDir = await scratchFolder()
  const folder = path.join(dataDir, 'pg')
  await mkdir(folder)
  await writeFile(path.join(folder, 'letter.txt'), 'mine')
  await expect(openDatabase({ dataDir })).rejects.toThrow(/is not a database/)
  await writeFile(path.join(folder, 'PG_VERSION'), '17\n')
  await expect(openDatabase({ dataDir })).rejects.toThrow(/is of PostgreSQL 17/)
  expect((await readdir(folder)).sort()).toEqual(['PG_VERSION', 'letter.txt'])
})

test('a damaged database says what is wrong, and its directory is free again', async () => {
  const dataDir = await dataDirectory()
  await writeFile(path.join(dataDir, 'pg/postgresql.conf'), 'shared_buffers = nonsense\n')
  await expect(openDatabase({ dataDir })).rejects.toThrow(/does not start: /)
  expect(await askHolder(dataDir, { command: 'ping' })).toBeUndefined()
})

test('upkeep checkpoints a long log and analyses a changed table', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const { client } = await open(await dataDirectory())
  await client.exec(`create table t as
    select n, repeat(md5(n::text), 30) as filler from generate_series(1, 40000) as n`)
  const behind = async () => {
    const { rows } = await client.query<{ bytes: string }>(
      'select pg_current_wal_lsn() - redo_lsn as bytes from pg_control_checkpoint()',
    )
    return Number(rows[0]?.bytes)
  }
  expect(await behind()).toBeGreaterThan(32 * 1024 * 1024)
  // Counters reach the statistics at most once a second.
  await client.query('select pg_stat_force_next_flush()')
  vi.advanceTimersByTime(60_000)
  await expect.poll(behind).toBeLessThan(1024 * 1024)
  const { rows } = await client.query(
    `select reltuples::int as rows from pg_class where relname = 't'`,
  )
  expect(rows).toEqual([{ rows: 40000 }])
})
