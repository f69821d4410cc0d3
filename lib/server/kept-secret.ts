import 'server-only'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { secretProblem } from './secret-strength'

/**
 * The secret kept in DATA_DIR/auth-secret (mode 600), made on first use; servers that start at
 * the same moment get the same one. Throws a sentence when it can be neither read nor made.
 */
export function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'auth-secret')
  try {
    const secret = read(file) ?? make(dataDir, file)
    if (!secretProblem(secret)) return secret
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`DATA_DIR must be a directory that the server can write to: ${reason}.`)
  }
  throw new Error(
    `AUTH_SECRET is not set and ${file} holds no usable one; put the old file back, or remove it to sign everybody out.`,
  )
}

function read(file: string): string | undefined {
  try {
    const secret = readFileSync(file, 'utf8').trim()
    if (statSync(file).mode & 0o077) chmodSync(file, 0o600)
    return secret
  } catch (error) {
    if (code(error) === 'ENOENT') return undefined
    throw error
  }
}

function make(dataDir: string, file: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    })
    publish(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
  return read(file) ?? ''
}

/** A link appears whole or not at all, and never replaces what another process put there first. */
function publish(draft: string, file: string): void {
  try {
    linkSync(draft, file)
  } catch (error) {
    // Some file systems know no links.
    if (code(error) !== 'EEXIST') renameSync(draft, file)
  }
}

function code(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
