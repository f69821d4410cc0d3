import { createHash } from 'node:crypto'
import { realpathSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Does `work` while no other process of this machine does work of the same name in the same
 * directory; waits for its turn. The operating system gives the lock back when its holder dies.
 * @template T
 * @param {string} name
 * @param {string} directory
 * @param {{ signal?: AbortSignal | undefined, waiting: () => void }} options `waiting` is called once if it has to wait
 * @param {(descriptor: number | undefined) => Promise<T>} work `descriptor`: whoever else holds it open keeps the lock
 * @returns {Promise<T>}
 */
export async function withLock(name, directory, { signal, waiting }, work) {
  const path = address(name, realpathSync(directory))
  let lock = await listen(path)
  if (!lock) waiting()
  while (!lock) {
    signal?.throwIfAborted()
    await released(path, signal)
    lock = await listen(path)
  }
  try {
    return await work(/** @type {any} */ (lock.server)._handle?.fd)
  } finally {
    lock.server.close()
    for (const socket of lock.waiting) socket.destroy()
  }
}

/**
 * @param {string} name
 * @param {string} directory
 */
function address(name, directory) {
  const id = `trackthatmoney-${name}-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${id}`
  // On Linux a name without a file: nothing is left behind by a process that was killed.
  return process.platform === 'linux' ? `\0${id}` : join(tmpdir(), `${id}.sock`)
}

/**
 * Whoever waits connects, and learns from the end of the connection that the lock is free.
 * @param {string} path
 * @returns {Promise<{ server: import('node:net').Server, waiting: Set<import('node:net').Socket> } | undefined>}
 */
function listen(path) {
  return new Promise((resolve, reject) => {
    /** @type {Set<import('node:net').Socket>} */
    const waiting = new Set()
    const server = createServer((socket) => {
      waiting.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => waiting.delete(socket))
    })
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(path, () => resolve({ server, waiting }))
  })
}

/**
 * @param {string} path
 * @param {AbortSignal | undefined} signal
 */
async function released(path, signal) {
  const reached = await new Promise((resolve) => {
    let connected = false
    const socket = connect(path, () => {
      connected = true
    })
    signal?.addEventListener('abort', () => socket.destroy(), { once: true })
    socket.on('error', () => {})
    socket.on('close', () => resolve(connected))
  })
  if (reached) return
  // Nobody listens behind a file that is there: its process was killed.
  if (!path.startsWith('\0') && process.platform !== 'win32') rmSync(path, { force: true })
  await sleep(100)
}
