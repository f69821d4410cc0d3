import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { sync } from './disk'

const draftPrefix = 'pg.new-'
const ourVersion = '18'

/** The folder of the cluster itself. */
export const clusterFolder = (dataDir: string): string => path.join(dataDir, 'pg')

/** Whether there is an embedded database in `dataDir`. */
export const clusterExists = (dataDir: string): boolean =>
  existsSync(path.join(clusterFolder(dataDir), 'PG_VERSION'))

/**
 * Sees to it that `dataDir` holds a complete cluster of our version, made anew if there is none; a
 * kill in the middle leaves nothing that counts. The caller holds the lock.
 */
export async function ensureCluster(dataDir: string): Promise<void> {
  const folder = clusterFolder(dataDir)
  for (const name of await readdir(dataDir))
    if (name.startsWith(draftPrefix))
      // One that a dying child still writes to is left for the next start.
      await rm(path.join(dataDir, name), { recursive: true, force: true }).catch(() => undefined)
  if (clusterExists(dataDir)) return refuseOtherVersion(folder)
  if (existsSync(folder))
    throw new Error(
      `The folder ${folder} is not a database: move it away, or use another DATA_DIR.`,
    )

  const draft = path.join(dataDir, draftPrefix + randomBytes(6).toString('hex'))
  await mkdir(draft, { mode: 0o700 })
  await createInChild(draft)
  await rename(draft, folder)
  await sync(dataDir)
}

async function refuseOtherVersion(folder: string): Promise<void> {
  const version = (await readFile(path.join(folder, 'PG_VERSION'), 'utf8')).trim()
  if (version !== ourVersion)
    throw new Error(
      `The database in ${folder} is of PostgreSQL ${version}, and this TrackThatMoney embeds ${ourVersion}: use the version that wrote it.`,
    )
}

/** In a process of its own: making a cluster takes about 0.9 GB that is never given back, opening one 0.35. */
function createInChild(draft: string): Promise<void> {
  const script = fileURLToPath(new URL('./create-child.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    const child = fork(script, [draft], {
      execArgv: ['--import', import.meta.resolve('tsx')],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let complaint = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2000)
    })
    child.on('error', reject)
    child.on('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(
            new Error(
              `The embedded database could not be created (${signal ?? `exit ${code}`}): ${complaint.trim()}`,
            ),
          ),
    )
  })
}
