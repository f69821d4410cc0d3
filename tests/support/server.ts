import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { copyCluster } from './cluster-template'
import { type ScratchDatabase, scratchDatabase } from './scratch-database'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type ServerOptions = {
  database?: 'embedded' | 'postgres'
  /** Variables of the server, over those that a test server has. */
  env?: Record<string, string>
  /** Start on what an earlier server left behind; then it also stays when the server stops. */
  dataDir?: string
  /** Another copy of the app than this one, built. */
  app?: string
  /** As `npm run dev`, with demo data. */
  dev?: boolean
}

/** A really built server in a process of its own. */
export type RunningServer = {
  /** Without a slash at the end. */
  url: string
  pid: number
  dataDir: string
  /** Where its PostgreSQL is; absent with the embedded database. */
  databaseUrl?: string
  /** Everything that it printed so far. */
  logs: () => string
  /** Asks it to stop and cleans up; resolves with its exit code, or null when it had to be killed. */
  stop: () => Promise<number | null>
  /** Takes it away without a warning; its data stay until `stop`. */
  kill9: () => Promise<void>
}

/**
 * Starts the app as `npm start` would, on a free port of the loopback and with data of its own,
 * and resolves once it is ready. Throws what it printed when it ends instead.
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const scratch = options.database === 'postgres' ? await scratchDatabase() : undefined
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'ttm-server-')))
  if (!scratch && !options.dataDir) await copyCluster(root, dataDir)
  const child = spawn(process.execPath, ['scripts/start.mjs', ...(options.dev ? ['--dev'] : [])], {
    cwd: options.app ?? root,
    env: serverEnv(dataDir, scratch, options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const logs = collect(child)
  let cleaned: Promise<void> | undefined
  const cleanUp = () => {
    cleaned ??= (async () => {
      await scratch?.drop()
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
    })()
    return cleaned
  }
  try {
    const url = await readyUrl(child, logs)
    return {
      url,
      pid: child.pid ?? 0,
      dataDir,
      ...(scratch && { databaseUrl: scratch.url }),
      logs,
      kill9: () => ended(child, 'SIGKILL').then(() => undefined),
      stop: async () => {
        const code = await ended(child, 'SIGTERM')
        await cleanUp()
        return code
      },
    }
  } catch (error) {
    await ended(child, 'SIGKILL')
    await cleanUp()
    throw error
  }
}

/** The variables of a test server; what a developer keeps in .env has no part in a test. */
export function serverEnv(
  dataDir: string,
  scratch?: ScratchDatabase,
  more: Record<string, string> = {},
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    DATABASE_URL: scratch?.url ?? '',
    AUTH_SECRET: 'a secret that only test servers use',
    APP_URL: '',
    REGISTRATION: 'open',
    // Each test can be a client of its own by X-Forwarded-For.
    TRUST_PROXY: '1',
    TZ: 'Asia/Kathmandu',
    ...more,
  }
}

/** Gathers what a process prints; ends it with this process, whatever happens. */
export function collect(child: ChildProcess): () => string {
  let text = ''
  const add = (chunk: string) => {
    text += chunk
    child.emit('printed')
  }
  child.stdout?.setEncoding('utf8').on('data', add)
  child.stderr?.setEncoding('utf8').on('data', add)
  return () => text
}

/** The address that a starting server prints; throws what it printed when it ends without one. */
export function readyUrl(child: ChildProcess, logs: () => string): Promise<string> {
  return new Promise((done, fail) => {
    const look = () => {
      const url = /is ready on (http\S+)/.exec(logs())?.[1]
      if (url) done(url)
    }
    child.on('printed', look)
    child.on('error', fail)
    child.on('close', (code) => fail(new Error(`The server ended with ${code}:\n${logs()}`)))
    look()
  })
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal)
    await once(child, 'exit')
  }
  return child.exitCode
}
