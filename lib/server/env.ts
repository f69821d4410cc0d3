import 'server-only'
import { statSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { keptSecret } from './kept-secret'
import { secretProblem } from './secret-strength'

/** Everything that the person who runs the server can set, checked. */
export type Env = {
  /** 0 lets the system choose a free port. */
  port: number
  host?: string
  /** Absent: the embedded database in `dataDir`. */
  databaseUrl?: string
  /** Absolute. */
  dataDir: string
  authSecret: string
  /** An origin: scheme, host and port, no slash at the end. */
  appUrl?: string
  registration: Registration
  /** How many proxies stand between the server and the world. */
  trustProxy: number
}

/** Who may make an account. */
export type Registration = 'open' | 'invite' | 'closed'

const registrations: readonly string[] = ['open', 'invite', 'closed'] satisfies Registration[]

/**
 * The checked environment; throws an Error whose one sentence names the variable that is wrong.
 * With the embedded database and no AUTH_SECRET it makes one and keeps it in the data directory.
 */
export function readEnv(env: NodeJS.ProcessEnv = process.env): Env {
  // An empty line in an env file means "not set", not "set to nothing".
  const value = (name: string) => env[name]?.trim() || undefined

  const port = wholeNumber('PORT', value('PORT'), 3000, 65535)
  const trustProxy = wholeNumber('TRUST_PROXY', value('TRUST_PROXY'), 0, 10)
  const host = value('HOST')
  const appUrl = value('APP_URL')
  const databaseUrl = value('DATABASE_URL')
  const registration = value('REGISTRATION') ?? 'open'
  const dataDir = resolve(value('DATA_DIR') ?? './data')

  if (host !== undefined && !isIP(host) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) {
    throw new Error(`HOST must be an address or a host name, but is '${host}'.`)
  }
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\/\S+$/.test(databaseUrl)) {
    throw new Error('DATABASE_URL must begin with postgres:// or postgresql://.')
  }
  if (!isRegistration(registration)) {
    throw new Error(`REGISTRATION must be open, invite or closed, but is '${registration}'.`)
  }
  if (isFileOrBelow(dataDir)) {
    throw new Error(`DATA_DIR must be a directory, but '${dataDir}' is a file or in one.`)
  }

  return {
    port,
    dataDir,
    registration,
    trustProxy,
    ...(appUrl !== undefined && { appUrl: origin(appUrl) }),
    authSecret: authSecret(value('AUTH_SECRET'), dataDir, databaseUrl !== undefined),
    ...(host !== undefined && { host }),
    ...(databaseUrl !== undefined && { databaseUrl }),
  }
}

function wholeNumber(name: string, text: string | undefined, standard: number, max: number) {
  if (text === undefined) return standard
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(number <= max)) {
    throw new Error(`${name} must be a whole number from 0 to ${max}, but is '${text}'.`)
  }
  return number
}

function isRegistration(text: string): text is Registration {
  return registrations.includes(text)
}

function isFileOrBelow(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOTDIR'
  }
}

function origin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const plain = url && `${url.origin}/` === url.href && /^https?:$/.test(url.protocol)
  if (!plain) {
    throw new Error(
      `APP_URL must be a web address without a path, like https://money.example.org, but is '${text}'.`,
    )
  }
  return url.origin
}

function authSecret(text: string | undefined, dataDir: string, ownDatabase: boolean): string {
  if (text === undefined) {
    if (!ownDatabase) return keptSecret(dataDir)
    throw new Error(
      'AUTH_SECRET must be set when DATABASE_URL is: at least 32 random bytes, the same for every server of this database.',
    )
  }
  const problem = secretProblem(text)
  if (problem) throw new Error(`AUTH_SECRET ${problem}.`)
  return text
}
