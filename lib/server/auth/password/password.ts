import 'server-only'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/core/errors'
import { logFailure } from '@/lib/server/log'
import { foldPassword, longestPassword } from './password-rules'

const cost = 12
const mostWaiting = 100

/** The hash of a value that nobody knows: checking against it takes as long as against a real one. */
const nobody = '$2b$12$O7WhdXdw6nxvuARiFdhHKuHvQc2YRkoPvMH6z8W2H5lO5toGmkmnC'

type Job = { secret: string; cost: number; hash: string | undefined }
type Answer = { id: number; value?: string | boolean; failure?: string }
type Waiting = { resolve: (value: string | boolean) => void; reject: (error: Error) => void }
type Hasher = { worker: Worker | undefined; waiting: Map<number, Waiting>; last: number }

// One thread for the whole process, however many copies of this module its bundles hold.
const key = Symbol.for('trackthatmoney.hasher')
const shared = globalThis as { [key]?: Hasher }
shared[key] ??= { worker: undefined, waiting: new Map(), last: 0 }
const hasher = shared[key]

/** The hash under which a password is stored. Throws `unavailable` where too many are waiting for theirs. */
export async function hashPassword(password: string): Promise<string> {
  return (await ask({ secret: preHash(password), cost, hash: undefined })) as string
}

/**
 * Whether a password belongs to a stored hash; without a hash (no such account) it is false after the same time.
 * Throws `unavailable` where too many are waiting for their answer.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const possible = hash !== undefined && Buffer.byteLength(password) <= longestPassword
  const secret = preHash(possible ? password : '')
  const right = (await ask({ secret, cost, hash: hash ?? nobody })) as boolean
  return possible && right
}

/** SHA-384 in base64 (64 characters): bcrypt reads 72 bytes at most and stops at a NUL. */
export function preHash(password: string): string {
  return createHash('sha384').update(foldPassword(password)).digest('base64')
}

function ask(job: Job): Promise<string | boolean> {
  if (hasher.waiting.size >= mostWaiting) return Promise.reject(busy())
  hasher.worker ??= startWorker()
  const { worker } = hasher
  const id = ++hasher.last
  return new Promise((resolve, reject) => {
    hasher.waiting.set(id, { resolve, reject })
    worker.ref()
    worker.postMessage({ id, ...job })
  })
}

function startWorker(): Worker {
  // A path and no URL: the bundler must not follow it.
  const file = path.join(process.cwd(), 'lib', 'server', 'auth', 'password', 'password-worker.mjs')
  const worker = new Worker(file)
  worker.on('message', ({ id, value, failure }: Answer) => {
    const waiting = hasher.waiting.get(id)
    hasher.waiting.delete(id)
    // With nothing to do it must not keep a script from ending.
    if (hasher.waiting.size === 0) worker.unref()
    if (value === undefined) waiting?.reject(new Error(`The password thread failed: ${failure}`))
    else waiting?.resolve(value)
  })
  worker.on('error', (error) => logFailure('the password thread', error))
  worker.on('exit', () => {
    if (hasher.worker === worker) hasher.worker = undefined
    for (const { reject } of hasher.waiting.values()) reject(busy())
    hasher.waiting.clear()
  })
  return worker
}

function busy(): AppError {
  return new AppError('unavailable', 'The server is busy. Please try again in a few seconds.', {
    retryAfter: 5,
  })
}
