import type { Ask } from './embedded/tables'

/**
 * Rows refer to others, in their own table too, that are written later: lets references wait until `work` is done, in the
 * transaction that `ask` and `run` belong to, and checks all of them then.
 */
export async function deferring(
  ask: Ask,
  run: (statement: string) => Promise<unknown>,
  work: () => Promise<void>,
): Promise<void> {
  const references = await ask<{ table: string; name: string }>(`
    select format('public.%I', c.relname) as "table", quote_ident(k.conname) as name
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and not k.condeferrable and c.relnamespace = 'public'::regnamespace`)
  const alter = async (how: string) => {
    for (const { table, name } of references) {
      await run(`alter table ${table} alter constraint ${name} ${how}`)
    }
  }
  await alter('deferrable initially deferred')
  await work()
  await run('set constraints all immediate')
  await alter('not deferrable')
}
