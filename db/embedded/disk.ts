import { open, readdir } from 'node:fs/promises'
import path from 'node:path'

/** Returns when a file, or a folder's list of names, is on the disk. */
export async function sync(target: string): Promise<void> {
  const handle = await open(target, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The same for a folder and everything in it. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name)
    await (entry.isDirectory() ? syncTree(inside) : sync(inside))
  }
  await sync(folder)
}
