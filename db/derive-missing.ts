import { foldName, foldText } from '@/lib/core/text'
import type { Ask } from './embedded/tables'

const rowsAtOnce = 2000

/**
 * Works out what a migration left to code, as no SQL folds letters alike everywhere: the notes as they are searched, and
 * the keys of names. Of two live categories whose names are one only by now, the later keeps a key of its own and both stay
 * as they are, until somebody renames or merges one.
 */
export async function deriveMissing(ask: Ask): Promise<void> {
  // Older tables have neither.
  const [known] = await ask(`select 1 from pg_attribute
    where attrelid = to_regclass('public.expenses') and attname = 'note_search'`)
  if (!known) return
  await deriveNotes(ask)
  await deriveNames(ask)
}

type Note = { spaceId: string; id: string; note: string }

async function deriveNotes(ask: Ask): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await ask<Note>(`select space_id::text as "spaceId", id::text, note from expenses
      where note_search is null ${after} order by space_id, id limit ${rowsAtOnce}`)
    const last = rows.at(-1)
    if (!last) return
    const found = rows.map(({ spaceId, id, note }) => ({ s: spaceId, i: id, t: foldText(note) }))
    await ask(`update expenses e set note_search = x.t
      from jsonb_to_recordset(${literal(JSON.stringify(found))}::jsonb) as x (s uuid, i uuid, t text)
      where e.space_id = x.s and e.id = x.i and e.note_search is null`)
    after = `and (space_id, id) > ('${last.spaceId}', '${last.id}')`
  }
}

async function deriveNames(ask: Ask): Promise<void> {
  const rows = await ask<{ spaceId: string; id: string; name: string }>(
    `select space_id::text as "spaceId", id::text, name from categories
      where name_key is null order by created_at, id`,
  )
  for (const { spaceId, id, name } of rows) {
    const key = foldName(name)
    // No name holds a line's end.
    await ask(`update categories c set name_key = case
        when c.deleted_at is null and c.merged_into is null and exists (
          select 1 from categories o where o.space_id = c.space_id and o.name_key = ${literal(key)}
            and o.deleted_at is null and o.merged_into is null
        ) then ${literal(`${key}\n${id}`)} else ${literal(key)} end
      where space_id = '${spaceId}' and id = '${id}' and name_key is null`)
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
