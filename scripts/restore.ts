import { existsSync } from 'node:fs'
import path from 'node:path'
import { restoreBackup } from '@/db/backup/restore'
import { sourceOf, writeBackup } from '@/db/backup/write'
import { openDatabase } from '@/db/open'
import { newBackup, place, printRows, runCommand } from './backup-place'

await runCommand(async () => {
  const [wanted] = process.argv.slice(2)
  if (!wanted) throw new Error('Say which backup: npm run restore -- FILE')
  const file = path.resolve(wanted)
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  const { databaseUrl, dataDir } = place()
  const opened = await openDatabase({ databaseUrl, dataDir })
  try {
    const source = sourceOf(opened)
    const kept = newBackup(dataDir, 'before-restore')
    await writeBackup(source, kept)
    console.info(`What the database held until now is kept in ${kept}`)
    const { at, rows } = await restoreBackup(source, file)
    printRows(rows)
    console.info(
      `\nThe database is as it was on ${at}. Devices that have seen newer changes bring them back at their next sync.\n`,
    )
  } finally {
    await opened.close()
  }
})
