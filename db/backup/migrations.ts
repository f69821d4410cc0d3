import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Head } from './format'
import type { Session } from './session'

/** The migrations that a database has been through, oldest first. */
export async function appliedMigrations({ ask }: Session): Promise<Head['migrations']> {
  const rows = await ask<{ hash: string; at: string }>(
    'select hash, created_at::text as at from drizzle.__drizzle_migrations order by created_at',
  )
  return rows.map(({ hash, at }) => ({ hash, at: Number(at) }))
}

/**
 * Makes empty tables as they were after `wanted` migrations, and answers how to bring them up to date once they are
 * filled. Throws a sentence where this version does not know these migrations.
 */
export async function makeTables(
  session: Session,
  folder: string,
  wanted: Head['migrations'],
): Promise<() => Promise<void>> {
  const known = readMigrationFiles({ migrationsFolder: folder })
  const strange = wanted.some(({ hash }, index) => hash !== known[index]?.hash)
  if (strange || wanted.length === 0) {
    throw new Error(
      'The backup was made by a version of TrackThatMoney that this one does not know: use the version that made it, or a newer one.',
    )
  }
  const apply = async (from: number, to: number) => {
    for (const { sql, hash, folderMillis } of known.slice(from, to)) {
      for (const statement of sql) await session.run(statement)
      await session.run(
        `insert into drizzle.__drizzle_migrations (hash, created_at) values ('${hash}', ${folderMillis})`,
      )
    }
  }
  await session.run('drop schema if exists drizzle cascade')
  await session.run('create schema drizzle')
  await session.run(
    'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  )
  await apply(0, wanted.length)
  return () => apply(wanted.length, known.length)
}
