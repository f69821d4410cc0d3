import { randomBytes } from 'node:crypto'
import postgres from 'postgres'

/** A new, empty PostgreSQL database beside the one of TEST_DATABASE_URL; whoever asked for it drops it. */
export type ScratchDatabase = { url: string; drop: () => Promise<void> }

/** Makes a scratch database; throws a sentence without TEST_DATABASE_URL. */
export async function scratchDatabase(): Promise<ScratchDatabase> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL must say which PostgreSQL to test with.')
  const name = `ttm_test_${randomBytes(6).toString('hex')}`
  await onServer(server, (sql) => sql.unsafe(`create database ${name}`))
  const url = new URL(server)
  url.pathname = `/${name}`
  const drop = () => onServer(server, (sql) => sql.unsafe(`drop database ${name} with (force)`))
  return { url: url.href, drop }
}

async function onServer(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
