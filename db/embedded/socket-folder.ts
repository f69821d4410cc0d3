import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'

/** The room for a path in the system's `sockaddr_un`, without its closing zero. */
const longestPath = process.platform === 'linux' ? 107 : 103

/** A folder that holds unix sockets, whose paths must be short however deep the folder is. */
export interface SocketFolder {
  /** A path for the socket `name` that is short enough to bind or connect to until `close`. */
  at(name: string): string
  close(): Promise<void>
}

/** Throws an Error with one sentence where `longestName` cannot be reached by any short path. */
export async function openSocketFolder(folder: string, longestName: string): Promise<SocketFolder> {
  const absolute = path.resolve(folder)
  const fits = (base: string) => Buffer.byteLength(path.join(base, longestName)) <= longestPath
  const base = [absolute, path.relative(process.cwd(), absolute) || '.'].find(fits)
  if (base) return folderAt(base)
  if (process.platform !== 'linux')
    throw new Error(
      `The path of the data directory is too long: ${folder}. Use a shorter DATA_DIR.`,
    )
  const handle = await open(absolute, 'r')
  return folderAt(`/proc/self/fd/${handle.fd}`, handle)
}

function folderAt(base: string, handle?: FileHandle): SocketFolder {
  return {
    at: (name) => path.join(base, name),
    close: async () => handle?.close(),
  }
}
