import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '@/scripts/install.mjs'
import { copyCluster } from '@/tests/support/cluster-template'
import { type RunningServer, startServer } from '@/tests/support/server'
import { type OwnPostgres, postgresPrograms, startOwnPostgres } from './own-postgres'
import type { State } from './state'

/** A server on data that last, and the way in which it is struck down. */
export type Site = {
  name: string
  dataDir: string
  /** Where the app answers; starts it if it does not run. */
  url: () => Promise<string>
  /** Strikes without a warning, and brings back up what belongs to the database. */
  strike: () => Promise<void>
  state: () => Promise<State>
  /** Ends everything in order and removes the data. */
  remove: () => Promise<void>
}

/** The sites that can be had here: those with PostgreSQL only where its programs are installed. */
export function possibleSites(programs = postgresPrograms()): [name: string, make: MakeSite][] {
  const embedded: [string, MakeSite] = ['embedded, server killed', embeddedSite]
  if (programs === undefined) return [embedded]
  const withPostgres = (strike: Strike) => async (name: string) =>
    site(name, strike, await startOwnPostgres(programs))
  return [
    embedded,
    ['PostgreSQL, server killed', withPostgres((server) => server.kill9())],
    ['PostgreSQL crashed, server stays', withPostgres(crash)],
  ]
}

type MakeSite = (name: string) => Promise<Site>
type Strike = (server: RunningServer, postgres: OwnPostgres | undefined) => Promise<void>

/** Whoever kills the server kills the embedded database, too. */
async function embeddedSite(name: string): Promise<Site> {
  const made = site(name, (server) => server.kill9())
  await copyCluster(root, made.dataDir)
  return made
}

/** The app server stays, and has to find back to its database alone. */
async function crash(_: RunningServer, postgres: OwnPostgres | undefined): Promise<void> {
  await postgres?.crash()
  await postgres?.start()
}

function site(name: string, strike: Strike, postgres?: OwnPostgres): Site {
  const dataDir = mkdtempSync(join(tmpdir(), 'ttm-durability-'))
  const env = postgres && { DATABASE_URL: postgres.url }
  let server: RunningServer | undefined
  return {
    name,
    dataDir,
    async url() {
      server ??= await startServer({ dataDir, ...(env && { env }) })
      return server.url
    },
    async strike() {
      if (!server) throw new Error('There is no server to strike.')
      await strike(server, postgres)
      if (!isRunning(server.pid)) server = undefined
    },
    state: () => inspect(dataDir, postgres?.url),
    async remove() {
      await server?.stop()
      await postgres?.remove()
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

async function inspect(dataDir: string, databaseUrl?: string): Promise<State> {
  const file = join(dataDir, 'state.json')
  const args = ['--import', 'tsx', 'tests/durability/inspect.ts', file, dataDir]
  const child = spawn(process.execPath, [...args, ...(databaseUrl ? [databaseUrl] : [])], {
    cwd: root,
    stdio: 'inherit',
  })
  const [code] = await once(child, 'exit')
  if (code !== 0)
    throw new Error(`The database could not be looked at: inspect.ts ended with ${code}.`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
