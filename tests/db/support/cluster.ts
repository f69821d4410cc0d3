import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureCluster } from '@/db/embedded/create'
import { takeLock } from '@/db/embedded/lock'
import { scratchFolder } from './scratch'

const cache = path.resolve('node_modules/.cache/trackthatmoney')

/** A data directory with an empty embedded database: a copy, because making one takes seconds. */
export async function dataDirectory(): Promise<string> {
  const { version } = JSON.parse(
    await readFile('node_modules/@electric-sql/pglite/package.json', 'utf8'),
  )
  const cluster = path.join(cache, `pg-${version}`)
  while (!existsSync(cluster)) await make(cluster)
  const dataDir = await scratchFolder()
  await cp(cluster, path.join(dataDir, 'pg'), { recursive: true })
  return dataDir
}

/** Test files run at once: the first makes it, the others wait. */
async function make(cluster: string): Promise<void> {
  const workshop = `${cluster}.making`
  await mkdir(workshop, { recursive: true })
  const lock = await takeLock(workshop).catch(() => undefined)
  if (!lock) {
    await sleep(200)
    return
  }
  try {
    if (existsSync(cluster)) return
    await ensureCluster(workshop)
    await rename(path.join(workshop, 'pg'), cluster)
  } finally {
    await lock.release()
    await rm(workshop, { recursive: true, force: true }).catch(() => undefined)
  }
}
