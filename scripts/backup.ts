import path from 'node:path'
import { sourceOf, type Written, writeBackup } from '@/db/backup/write'
import { clusterExists } from '@/db/embedded/create'
import { askHolder } from '@/db/embedded/lock'
import { openDatabase } from '@/db/open'
import { newBackup, place, printRows, runCommand } from './backup-place'

/** In ms: a large database takes its time. */
const longest = 30 * 60_000

/** Writes a backup; the running server of the embedded database does it itself, since nobody else can open that. */
async function backUp(databaseUrl: string | undefined, dataDir: string, file: string) {
  if (databaseUrl) return writeBackup({ databaseUrl }, file)
  const answer = await askHolder(dataDir, { command: 'backup', args: file }, longest)
  if (answer !== undefined) return answer as Written
  if (!clusterExists(dataDir)) {
    throw new Error(`There is no database in ${dataDir}: set DATA_DIR to where it is.`)
  }
  const opened = await openDatabase({ dataDir })
  try {
    return await writeBackup(sourceOf(opened), file)
  } finally {
    await opened.close()
  }
}

await runCommand(async () => {
  const { databaseUrl, dataDir } = place()
  const [wanted] = process.argv.slice(2)
  const file = wanted ? path.resolve(wanted) : newBackup(dataDir, 'backup')
  const { rows } = await backUp(databaseUrl, dataDir, file)
  printRows(rows)
  console.info(`\nEverything is in ${file}\n`)
})
