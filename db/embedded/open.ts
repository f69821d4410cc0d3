import { chmod, mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { logLine } from '@/lib/core/loggable'
import { clusterFolder, ensureCluster } from './create'
import { sync } from './disk'
import { startEngine } from './engine'
import { type Lock, takeLock } from './lock'
import { startUpkeep } from './upkeep'

/**
 * Opens the embedded database in `dataDir`, made if there is none, under the directory's lock.
 * Throws an Error with one plain sentence when another process has it.
 */
export async function openEmbedded(
  dataDir: string,
): Promise<{ client: PGlite; lock: Lock; close(): Promise<void> }> {
  await prepare(dataDir)
  const lock = await takeLock(dataDir)
  try {
    await ensureCluster(dataDir)
    const client = await startEngine(clusterFolder(dataDir))
    const stopUpkeep = startUpkeep(client, (error) =>
      console.error(logLine('the upkeep of the embedded database', error)),
    )
    const close = async () => {
      stopUpkeep()
      // Only a closed database may be given free.
      await client.close()
      await lock.release()
    }
    return { client, lock, close }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function prepare(dataDir: string): Promise<void> {
  if (process.platform === 'win32')
    throw new Error(
      'The embedded database does not run on Windows itself: set DATABASE_URL, or start in WSL.',
    )
  try {
    const first = await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await chmod(dataDir, 0o700)
    if (first) await sync(path.dirname(first))
  } catch (error) {
    throw new Error(
      `The data directory ${dataDir} cannot be used (${(error as Error).message}): correct DATA_DIR.`,
    )
  }
}
