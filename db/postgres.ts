import postgres, { type Sql } from 'postgres'
import { textTypes } from './text-types'
import { type Tls, tlsOf, tlsProblem } from './tls'

const oldestVersion = 15

const int8 = 20

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
])

/** `serve`: a pool, with time-outs. `maintain`: one connection that lasts, without; for migrating and moving. */
export type Purpose = 'serve' | 'maintain'

const purposes = {
  serve: {
    max: 10,
    idle_timeout: 300,
    // In seconds: where the server comes back nobody waits for long; left alone it grows to twenty.
    backoff: () => 0.2,
    // Nothing here sends or reads arrays; and a connection that ends while it asks for their types fails unheard.
    fetch_types: false,
    connection: {
      statement_timeout: 30_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 30_000,
      // Every statement names its space, so one plan is right for all values; else lists are planned at each call.
      plan_cache_mode: 'force_generic_plan',
    },
  },
  // Another connection would not hold the locks that the first one took.
  maintain: { max: 1, idle_timeout: 0, max_lifetime: null, connection: {} },
}

/**
 * Connections to the PostgreSQL at `url`, tried out before they are returned; throws an Error with
 * one plain sentence, never holding the password, where the server cannot be used.
 */
export async function connectPostgres(url: string, purpose: Purpose = 'serve'): Promise<Sql> {
  const tls = /^postgres(ql)?:\/\//.test(url) && URL.canParse(url) ? tlsOf(url) : undefined
  const client = build(tls?.url ?? url, purpose, tls?.ssl)
  try {
    const [server] = await client<{ version: number; encoding: string }[]>`
      select current_setting('server_version_num')::int as version,
             current_setting('server_encoding') as encoding`
    const version = Math.floor((server?.version ?? 0) / 10_000)
    if (version < oldestVersion)
      throw new Error(
        `${place(client)} is version ${version}; TrackThatMoney needs PostgreSQL ${oldestVersion} or newer.`,
      )
    if (server?.encoding !== 'UTF8')
      throw new Error(
        `The database at ${place(client)} stores text as ${server?.encoding}; create it with ENCODING 'UTF8'.`,
      )
    if (purpose === 'maintain')
      await client.unsafe(
        'set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0',
      )
    return client
  } catch (error) {
    const sentence = explain(error, client, tls?.demanded)
    await client.end({ timeout: 0 })
    throw new Error(sentence)
  }
}

function build(url: string, purpose: Purpose, ssl?: Tls['ssl']): Sql {
  const { connection, ...options } = purposes[purpose]
  let client: Sql
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new Error('not PostgreSQL')
    client = postgres(url, {
      ...options,
      ...(ssl !== undefined && { ssl }),
      connect_timeout: 10,
      onnotice: () => undefined,
      connection: {
        application_name: 'trackthatmoney',
        TimeZone: 'UTC',
        DateStyle: 'ISO, MDY',
        ...connection,
      },
    })
  } catch {
    // The cause is left out: it would quote the address, and with it the password.
    throw new Error(
      'DATABASE_URL is not the address of a PostgreSQL database (postgres://user:password@host:port/database).',
    )
  }
  for (const type of textTypes) client.options.parsers[type] = (text: string) => text
  client.options.parsers[int8] = readInt8
  return preparing(client)
}

/** As PGlite reads it: both drivers must answer `count(*)` alike. */
function readInt8(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

// Beyond this a statement is one of a kind (a batch of rows), and keeping it would only fill the server's memory.
const mostPreparedParameters = 100

/**
 * Drizzle sends every query through `unsafe` and asks for it not to be prepared, which makes
 * postgres.js wait for a description of its parameters first, every time, with the connection
 * blocked meanwhile. Prepared, a repeated query is one round trip and can be pipelined.
 */
function preparing<T extends Scope>(scope: T): T {
  const { unsafe, begin, savepoint } = scope
  scope.unsafe = (query, parameters, options) =>
    parameters?.length && parameters.length <= mostPreparedParameters
      ? unsafe(query, parameters, { ...options, prepare: true })
      : unsafe(query, parameters, options)
  if (begin) scope.begin = scoped(begin)
  if (savepoint) scope.savepoint = scoped(savepoint)
  return scope
}

interface Scope {
  unsafe: Sql['unsafe']
  begin?: unknown
  savepoint?: unknown
}

/** `begin` and `savepoint` hand a new scope, with an `unsafe` of its own, to their last argument. */
function scoped(open: unknown): (...args: unknown[]) => unknown {
  return (...args) => {
    const work = args.pop() as (scope: Scope) => unknown
    return (open as (...args: unknown[]) => unknown)(...args, (scope: Scope) =>
      work(preparing(scope)),
    )
  }
}

function place(client: Sql): string {
  const { host, port, path } = client.options
  return `PostgreSQL at ${path || host.map((name, index) => `${name}:${port[index]}`).join(', ')}`
}

function explain(error: unknown, client: Sql, demanded: Tls['demanded']): string {
  const { code = '', message } = error as Error & { code?: string }
  const { user, database } = client.options
  if (!code) return message
  const tls = demanded && tlsProblem(demanded, code)
  if (tls) return `${place(client)} ${tls}.`
  if (unreachable.has(code))
    return `${place(client)} cannot be reached (${code}). Is it running, and is DATABASE_URL right?`
  if (code === '28P01')
    return `${place(client)} refused the password of user “${user}”: check DATABASE_URL.`
  if (code === '3D000')
    return `${place(client)} has no database “${database}”: create it first, or correct DATABASE_URL.`
  return `${place(client)} cannot be used: ${message}.`
}
