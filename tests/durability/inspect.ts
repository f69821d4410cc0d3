import { writeFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { database, rowsOf } from '@/db/client'
import { openDatabase } from '@/db/open'
import type { State } from './state'

// Writes what stands in a database to a file: inspect.ts FILE DATA_DIR [DATABASE_URL]. A process of its own, because
// the embedded database belongs to one process at a time.

const [file = '', dataDir = '', databaseUrl] = process.argv.slice(2)
const opened = await openDatabase({ dataDir, databaseUrl })
const state = await database().transaction(
  async (transaction): Promise<State> => ({
    expenses: await rowsOf(
      transaction,
      sql`select space_id as "spaceId", id, rev::int, amount::int, note from expenses`,
    ),
    revisions: await rowsOf(
      transaction,
      sql`select space_id as "spaceId", row_id as "rowId", rev::int, kind from revisions
        where entity = 'expense'`,
    ),
    log: await rowsOf(
      transaction,
      sql`select space_id as "spaceId", id, rev::int,
          case when result->'answer'->'body'->>'walletId' is not null
            then result->'answer'->'body'->>'id' end as "expenseId"
        from mutation_log where rev is not null`,
    ),
    spaces: await rowsOf(transaction, sql`select id, seq::int from spaces`),
  }),
  { isolationLevel: 'repeatable read' },
)
writeFileSync(file, JSON.stringify(state))
await opened.close()
