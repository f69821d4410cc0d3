import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Source, writeBackup } from './write'

const kept = 7
const everyMs = 24 * 60 * 60_000
const lookEveryMs = 15 * 60_000
const name = /^daily-(.+)\.gz$/

/** Where the backups of the embedded database are. */
export function backupFolder(dataDir: string): string {
  return path.join(path.resolve(dataDir), 'backups')
}

/** The name of a backup that is made now: it tells what it is for and, for file systems of any kind, the time. */
export function backupName(purpose: string, now = new Date()): string {
  return `${purpose}-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.gz`
}

/** Makes a backup where the last daily one is a day old, now and from then on, and keeps the last seven. Returns how to stop it. */
export function startDailyBackups(
  source: Source,
  folder: string,
  onError: (error: unknown) => void,
): () => void {
  let stopped = false
  let running = false
  const look = async () => {
    if (running || stopped) return
    running = true
    try {
      await backUpDaily(source, folder)
    } catch (error) {
      if (!stopped) onError(error)
    } finally {
      running = false
    }
  }
  const timer = setInterval(look, lookEveryMs)
  // Not at once: a server that just starts has people waiting.
  const first = setTimeout(look, 10_000)
  timer.unref()
  first.unref()
  return () => {
    stopped = true
    clearInterval(timer)
    clearTimeout(first)
  }
}

/** One look: whether a backup was due and made. */
export async function backUpDaily(
  source: Source,
  folder: string,
  now = new Date(),
): Promise<boolean> {
  const last = (await dailyBackups(folder)).at(-1)
  if (last && now.getTime() - madeAt(last) < everyMs) return false
  await writeBackup(source, path.join(folder, backupName('daily', now)))
  const old = (await dailyBackups(folder)).slice(0, -kept)
  for (const file of old) await rm(path.join(folder, file), { force: true })
  return true
}

async function dailyBackups(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return files.filter((file) => name.test(file) && !Number.isNaN(madeAt(file))).sort()
}

function madeAt(file: string): number {
  const [, date = '', time = ''] =
    /^daily-(\d{4}-\d\d-\d\d)T(\d\d-\d\d-\d\d)Z\.gz$/.exec(file) ?? []
  return Date.parse(`${date}T${time.replaceAll('-', ':')}Z`)
}
