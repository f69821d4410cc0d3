import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readBackup } from '@/db/backup/format'
import { restoreBackup } from '@/db/backup/restore'
import { writeBackup } from '@/db/backup/write'
import { openEmbedded } from '@/db/embedded/open'
import { migrateEmbedded } from '@/db/migrate'
import { dataDirectory } from './support/cluster'
import { scratchFolder } from './support/scratch'

vi.setConfig({ testTimeout: 120_000 })

test('a backup is its own file with its own mode, whatever draft or backup lies there already', async () => {
  const { client, close } = await openEmbedded(await dataDirectory())
  onTestFinished(close)
  await migrateEmbedded(client)
  const folder = await scratchFolder()
  const file = path.join(folder, 'backup.gz')
  const draft = `${file}.part`
  const elsewhere = path.join(folder, 'elsewhere')
  const modes: number[] = []
  const back = async () => {
    await writeBackup({ embedded: client }, file)
    modes.push((await stat(file)).mode & 0o777)
  }
  await writeFile(draft, 'left by a backup that was killed')
  await chmod(draft, 0o666)
  await back()
  // The backup that is there now is open to all, and the draft leads elsewhere.
  await chmod(file, 0o666)
  await writeFile(elsewhere, 'not ours')
  await symlink(elsewhere, draft)
  await back()
  await symlink(path.join(folder, 'nowhere'), draft)
  await back()
  expect(modes).toEqual([0o600, 0o600, 0o600])
  expect(await readFile(elsewhere, 'utf8')).toBe('not ours')
  await mkdir(draft)
  await expect(back()).rejects.toThrow(/backup\.gz\.part is in the way and cannot be removed/)
  expect((await restoreBackup({ embedded: client }, file)).rows).toHaveProperty('public.users', 0)
})

async function* text(...parts: (string | Buffer)[]) {
  for (const part of parts) yield Buffer.from(part)
}

const head = { trackthatmoney: 'backup', version: 1, at: '2026-11-23', migrations: [] }

test.each([
  ...[
    'null',
    '1',
    '"backup"',
    '[]',
    '{}',
    'true',
    '',
    'no JSON',
    '{"trackthatmoney":"backup"',
    '\0',
  ],
  ...['{"trackthatmoney":"backup","version":1}'],
  JSON.stringify({ ...head, migrations: null }),
  JSON.stringify({ ...head, migrations: [null] }),
  JSON.stringify({ ...head, migrations: { length: 1 } }),
  'x'.repeat(2_000_000),
])('a file that begins with %j gets a sentence', async (first) => {
  await expect(readBackup(text(first, '\n'))).rejects.toThrow(/^The file is not a whole backup of/)
  await expect(readBackup(text(first))).rejects.toThrow(/^The file is not a whole backup of/)
})

test.each([
  ...['null', '7', '[]', '{}', '{"end":true}', '{"end":true,"rows":null}', '{"table":"users"}'],
  ...['{"table":1,"columns":"id","bytes":1}', '{"table":"users","columns":"id","bytes":-1}'],
  ...[
    '{"table":"users","columns":"id","bytes":1e300}',
    '{"table":"users","columns":"id","bytes":9}',
  ],
])('a backup that goes on with %j gets a sentence', async (next) => {
  const { pieces } = await readBackup(text(`${JSON.stringify(head)}\n`, `${next}\n`))
  const all = async () => {
    for await (const _ of pieces);
  }
  await expect(all()).rejects.toThrow(/^The file is not a whole backup of/)
})

test('what is no backup at all gets a sentence, and nothing changes', async () => {
  const { client, close } = await openEmbedded(await dataDirectory())
  onTestFinished(close)
  await migrateEmbedded(client)
  const file = path.join(await scratchFolder(), 'odd.gz')
  for (const content of [gzipSync('null\n'), gzipSync(''), '', 'null\n', 'PK\u0003\u0004']) {
    await writeFile(file, content)
    await expect(restoreBackup({ embedded: client }, file)).rejects.toThrow(
      /^The file is not a whole backup of/,
    )
  }
  const { rows } = await client.query('select 1 from users')
  expect(rows).toEqual([])
})
