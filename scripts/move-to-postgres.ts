import { existsSync } from 'node:fs'
import path from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { clusterExists } from '@/db/embedded/create'
import { type Moved, moveRows } from '@/db/embedded/move'
import { migratePostgres } from '@/db/migrate'
import { openDatabase } from '@/db/open'
import { connectPostgres } from '@/db/postgres'
import { sentenceOf } from '@/lib/core/loggable'

async function main(): Promise<void> {
  const databaseUrl = process.env.DATABASE_URL
  if (!databaseUrl)
    throw new Error(
      'Set DATABASE_URL to the PostgreSQL database to move to, for example DATABASE_URL=postgres://user:password@host:5432/database npm run move-to-postgres.',
    )
  const dataDir = path.resolve(process.env.DATA_DIR || './data')
  if (!clusterExists(dataDir))
    throw new Error(`There is no embedded database in ${dataDir}: set DATA_DIR to where it is.`)

  const source = await openDatabase({ dataDir })
  try {
    const target = await connectPostgres(databaseUrl, 'maintain')
    try {
      await migratePostgres(databaseUrl)
      print(await moveRows(source.client as PGlite, target))
    } finally {
      await target.end({ timeout: 5 })
    }
  } finally {
    await source.close()
  }
  sayWhatIsNext(dataDir)
}

function print(moved: Moved[]): void {
  const names = moved.map(({ table }) => table.replace(/^public\./, ''))
  const width = Math.max(...names.map((name) => name.length))
  moved.forEach(({ rows, checksum }, index) => {
    const count = String(rows).padStart(9)
    console.info(`${names[index]?.padEnd(width)} ${count}  same (${checksum})`)
  })
}

function sayWhatIsNext(dataDir: string): void {
  const secret = path.join(dataDir, 'auth-secret')
  console.info(`
Everything was moved. Next:
1. Keep AUTH_SECRET the same: ${
    existsSync(secret)
      ? `set it to the content of ${secret}.`
      : 'give the server the value that it has now.'
  } Otherwise everybody is signed out.
2. Set DATABASE_URL for the server, as you did here, and start it.
3. ${dataDir} still holds everything. Keep it as a backup, and do not start a server on it again: what is saved there would not reach PostgreSQL.`)
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(sentenceOf(error))
    process.exit(1)
  },
)
