import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openEmbedded } from '@/db/embedded/open'
import { migrateEmbedded } from '@/db/migrate'
import { dataDirectory } from './support/cluster'
import { scratchFolder } from './support/scratch'

vi.setConfig({ testTimeout: 120_000 })

/** The migrations up to the one before names and notes were folded anew. */
async function migrationsBefore(): Promise<string> {
  const folder = path.join(await scratchFolder(), 'drizzle')
  await cp('drizzle', folder, { recursive: true })
  const journal = path.join(folder, 'meta', '_journal.json')
  const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8'))
  const before = entries.filter(({ tag }: { tag: string }) => tag < '0009')
  await writeFile(journal, JSON.stringify({ ...rest, entries: before }))
  return folder
}

test('what was written before names and notes were folded anew is found by them afterwards', async () => {
  const { client, close } = await openEmbedded(await dataDirectory())
  onTestFinished(close)
  await migrateEmbedded(client, await migrationsBefore())
  const id = (n: number | string) => `lpad('${n}', 32, '0')::uuid`
  const stamps = `now(), ${id(1)}, now(), ${id(1)}`
  const synced = 'space_id, id, rev, created_at, created_by, updated_at, updated_by'
  const names = ['Groceries', 'Groceries\u200b', 'Café', 'CAFE\u00ad', "L'été"]
  await client.exec(`
    insert into spaces (id, kind, seq) values (${id(2)}, 'wallet', 9);
    ${names
      .map(
        (
          name,
          n,
        ) => `insert into categories (${synced}, name, name_key, icon, color, position, archived)
        values (${id(2)}, ${id(n + 10)}, 1, ${stamps}, '${name.replaceAll("'", "''")}', '${n}', 'i', 'c', 1, false);`,
      )
      .join('\n')}
    update categories set name_key = 'groceries' where id = ${id(10)};
    insert into expenses (${synced}, amount, currency, date, category_id, note)
      select ${id(2)}, lpad(to_hex(n), 32, '0')::uuid, n, ${stamps}, n, 'EUR', date '2026-01-01', ${id(10)},
        E'Łódź \\\\ ''' || n from generate_series(1, 4100) as n`)
  await migrateEmbedded(client)
  const keys = await client.query<{ name_key: string }>(
    'select name_key from categories order by id',
  )
  const kept = `groceries\n${'11'.padStart(32, '0').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`
  expect(keys.rows.map(({ name_key }) => name_key)).toEqual([
    'groceries',
    kept,
    'café',
    'cafe',
    "l'été",
  ])
  const { rows } = await client.query(
    `select count(*)::int as n from expenses where note_search = e'lodz \\\\ ''' || rev`,
  )
  expect(rows).toEqual([{ n: 4100 }])
})
