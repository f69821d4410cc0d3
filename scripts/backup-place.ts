import { randomBytes } from 'node:crypto'
import path from 'node:path'
import nextEnv from '@next/env'
import { backupFolder, backupName } from '@/db/backup/daily'
import { sentenceOf } from '@/lib/core/loggable'
import { readEnv } from '@/lib/server/env'

/** Which database the commands are about, by the server's own environment; no secret is needed for that. */
export function place(): { databaseUrl: string | undefined; dataDir: string } {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error })
  process.env.AUTH_SECRET ||= randomBytes(32).toString('hex')
  const { databaseUrl, dataDir } = readEnv()
  return { databaseUrl, dataDir }
}

/** Where a backup goes that was given no file. */
export function newBackup(dataDir: string, purpose: string): string {
  return path.join(backupFolder(dataDir), backupName(purpose))
}

/** Counted rows, as a table to read. */
export function printRows(rows: Record<string, number>): void {
  const names = Object.keys(rows).map((name) => name.replace(/^public\./, ''))
  const width = Math.max(...names.map((name) => name.length))
  Object.values(rows).forEach((count, index) => {
    console.info(`${names[index]?.padEnd(width)} ${String(count).padStart(9)}`)
  })
}

/** Runs a command and ends the process: 0, or 1 after a sentence. */
export async function runCommand(work: () => Promise<void>): Promise<never> {
  try {
    await work()
    process.exit(0)
  } catch (error) {
    console.error(sentenceOf(error))
    process.exit(1)
  }
}
