import { existsSync } from 'node:fs'
import path from 'node:path'
import { restoreBackup } from '@/db/backup/restore'
import { sourceOf, writeBackup } from '@/db/backup/write'
import { openDatabase } from '@/db/open'
import { noteSecurity } from '@/lib/server/security-log'
import { newBackup, place, printRows, runCommand } from './backup-place'

const usage = 'npm run restore -- FILE [--keep-sessions]'

function readArguments(given: readonly string[]) {
  const flags = given.filter((one) => one.startsWith('-'))
  const strange = flags.find((one) => one !== '--keep-sessions')
  if (strange) throw new Error(`There is no option ${strange}: ${usage}`)
  const [wanted, another] = given.filter((one) => !one.startsWith('-'))
  if (!wanted || another) throw new Error(`Say which backup: ${usage}`)
  return { wanted, keepSessions: flags.length > 0 }
}

function wordsOf(count: number, one: string, several: string): string {
  return count === 1 ? `1 ${one} was` : `${count} ${several} were`
}

await runCommand(async () => {
  const { wanted, keepSessions } = readArguments(process.argv.slice(2))
  const file = path.resolve(wanted)
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  const { databaseUrl, dataDir } = place()
  const opened = await openDatabase({ databaseUrl, dataDir })
  try {
    const source = sourceOf(opened)
    const kept = newBackup(dataDir, 'before-restore')
    await writeBackup(source, kept)
    console.info(`What the database held until now is kept in ${kept}`)
    const { at, rows, ended } = await restoreBackup(source, file, { keepSessions })
    printRows(rows)
    noteSecurity('database restored', { what: at })
    console.info(
      `\nThe database is as it was on ${at}. Devices that have seen newer changes bring them back at their next sync.`,
    )
    console.info(`${wordsOf(ended.links, 'link that works once', 'links that work once')} ended.`)
    console.info(
      keepSessions
        ? 'Whoever was signed in when the backup was made is signed in, unless they were signed out since.\n'
        : `${wordsOf(ended.sessions, 'session', 'sessions')} ended: everybody signs in again, and so do scripts. Devices keep what they hold, and what they have not sent, until then.\n`,
    )
  } finally {
    await opened.close()
  }
})
