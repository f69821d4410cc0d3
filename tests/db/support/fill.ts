import type { PGlite } from '@electric-sql/pglite'
import { deriveMissing } from '@/db/derive-missing'
import { askEmbedded } from '@/db/embedded/tables'

/** Fills a database with a user, a wallet, categories that refer to later ones, and expenses with nasty texts. */
export async function fill(source: PGlite): Promise<void> {
  const id = (n: string) => `lpad(to_hex((${n})::int), 32, '0')::uuid`
  const stamps = `now(), ${id('1')}, now(), ${id('1')}`
  const synced = 'space_id, id, rev, created_at, created_by, updated_at, updated_by'
  await source.exec(`
    insert into users (id, email, name, password_hash) values (${id('1')}, 'jö@example.org', E'Jö "x" \\\\ \\t', 'hash');
    insert into spaces (id, kind, seq) values (${id('2')}, 'wallet', 9007199254740991);
    insert into categories (${synced}, name, name_key, icon, color, position, archived, merged_into)
      select ${id('2')}, ${id('n')}, n, ${stamps}, 'C' || n, 'c' || n, 'i', 'c', n, false,
             case when n < 1500 then ${id('n + 1500')} end
      from generate_series(1, 3000) as n;
    insert into expenses (${synced}, amount, currency, date, category_id, note, moved_to)
      select ${id('2')}, ${id('n')}, n, ${stamps}, -n, 'EUR', date '1900-01-01' + n, ${id('n')}, E'line\\n\\t\\r \\\\N \\\\.' || n,
             case n % 3 when 0 then null when 1 then 'null'::jsonb else '{"a": [1, null]}' end
      from generate_series(1, 3000) as n`)
  await deriveMissing(askEmbedded(source))
}
