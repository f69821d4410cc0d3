import type { PGlite } from '@electric-sql/pglite'

const everyMs = 60_000
const mostWalBytes = 32 * 1024 * 1024

/**
 * Does for the embedded database what background processes do in a real server and nobody does in
 * PGlite: checkpoints, so that the log does not grow without end, and vacuuming and analysing of
 * tables that changed a lot. Returns how to stop it.
 */
export function startUpkeep(client: PGlite, onError: (error: unknown) => void): () => void {
  let running = false
  const timer = setInterval(async () => {
    if (running) return
    running = true
    try {
      await upkeep(client)
    } catch (error) {
      if (client.ready) onError(error)
    } finally {
      running = false
    }
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** One round of it; cheap when there is nothing to do. */
export async function upkeep(client: PGlite): Promise<void> {
  // The thresholds are autovacuum's.
  const worn = await client.query<{ name: string }>(`
    select format('%I.%I', s.schemaname, s.relname) as name
    from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where n_dead_tup > 50 + 0.2 * greatest(reltuples, 0)
       or n_mod_since_analyze > 50 + 0.1 * greatest(reltuples, 0)`)
  for (const { name } of worn.rows) await client.exec(`vacuum (analyze) ${name}`)
  const log = await client.query<{ due: boolean }>(
    'select pg_current_wal_lsn() - redo_lsn > $1 as due from pg_control_checkpoint()',
    [mostWalBytes],
  )
  if (log.rows[0]?.due) await client.exec('checkpoint')
}
