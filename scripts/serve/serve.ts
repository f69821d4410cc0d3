import { Server } from 'node:http'
import { join } from 'node:path'
import next from 'next'
import type { RequestHandler } from 'next/dist/server/next'
import { backupFolder, startDailyBackups } from '@/db/backup/daily'
import { sourceOf, writeBackup } from '@/db/backup/write'
import { openDatabase } from '@/db/open'
import { adminCommands } from '@/lib/server/auth/links'
import type { Env } from '@/lib/server/env'
import { allJobs } from '@/lib/server/jobs/all'
import { startJobs } from '@/lib/server/jobs/run'
import { keepValuesOutOfLogs, logFailure } from '@/lib/server/log'
import { httpServer } from './http-server'
import { shutDown } from './shut-down'

/** What the server needs to know; `signal` says when to stop. */
export type ServeOptions = { env: Env; dev: boolean; root: string; signal: AbortSignal }

/**
 * Opens the database, serves the app until `signal` aborts, and resolves once everything is closed.
 * Throws a sentence when the database or the port cannot be had.
 */
export async function serve({ env, dev, root, signal }: ServeOptions): Promise<void> {
  const { databaseUrl, dataDir } = env
  // Whoever develops wants to see values, and has no others than their own.
  if (!dev) keepValuesOutOfLogs()
  const database = await openDatabase({
    databaseUrl,
    dataDir,
    migrationsFolder: join(root, 'drizzle'),
  })
  let stopBackups = () => {}
  let stopJobs = async () => {}
  try {
    if (signal.aborted) return
    // Nobody else can open the embedded database now, so this process does it for them.
    for (const [name, run] of Object.entries(adminCommands)) database.onCommand(name, run)
    if (database.kind === 'embedded') {
      database.onCommand('backup', (file) => writeBackup(sourceOf(database), String(file)))
      stopBackups = startDailyBackups(sourceOf(database), backupFolder(dataDir), (error) =>
        logFailure('the daily backup', error),
      )
    }
    const handler = later<RequestHandler>()
    const app: RequestHandler = async (...request) => (await handler.promise)(...request)
    const { server, connections } = httpServer({ app, env, dev, root })
    const port = await listen(server, env)
    // Links that are made for people name the real port, also where it was left to the system.
    process.env.PORT = String(port)
    // Next asks itself for the page that an action leads to, so it must know where it listens.
    const hostname = shown(env.host)
    // In production it would take over connections that ask for another protocol, and never end them.
    const upgrading = dev ? server : new Server()
    const framework = next({ dev, dir: root, hostname, port, webpack: true, httpServer: upgrading })
    await framework.prepare()
    handler.resolve(framework.getRequestHandler())
    console.info(`TrackThatMoney is ready on http://${hostname}:${port}`)
    stopJobs = startJobs(allJobs)
    await aborted(signal)
    console.info('Stopping …')
    await Promise.all([stopJobs(), shutDown(server, connections)])
  } finally {
    stopBackups()
    await stopJobs()
    await database.close()
  }
}

/**
 * How many connections may wait to be taken, as far as the machine lets them. Who finds no room knocks again after 1, 2, 4 and
 * 8 seconds: in a crowd that is refused at once, a person beside it waited for 18.
 */
const backlog = 4096

function listen(server: Server, { port, host }: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(problems[error.code ?? '']?.(port, host) ?? error.message))
    })
    server.listen({ port, host, backlog }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

type Problem = (port: number, host: string | undefined) => string
const badHost: Problem = (_, host) => `HOST must be an address of this machine, but is '${host}'.`
const problems: Record<string, Problem | undefined> = {
  EADDRINUSE: (port) => `Port ${port} is in use. Stop what uses it, or set PORT to another number.`,
  EACCES: (port) => `Port ${port} needs more rights. Set PORT to a number above 1023.`,
  EADDRNOTAVAIL: badHost,
  ENOTFOUND: badHost,
}

/** The name to show for the address: where all are listened on, the one that works here. */
function shown(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** A promise, and how to fulfil it. */
function later<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
