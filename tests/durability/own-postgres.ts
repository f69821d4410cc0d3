import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A PostgreSQL server of our own, on a free port of the loopback, with everything in a temporary folder. */
export type OwnPostgres = {
  /** Its database `postgres`, as a user who may do everything. */
  url: string
  start: () => Promise<void>
  /** Ends it as a crash would: without a checkpoint, so that the next start recovers from the log. */
  crash: () => Promise<void>
  /** Ends it in order and removes its folder. */
  remove: () => Promise<void>
}

/** The folder with `initdb` and `pg_ctl`: of the PATH, else the newest of the usual places; undefined where there is none. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  const usual = versions.sort((a, b) => Number(b) - Number(a))
  const places = [
    ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...usual.map((version) => join('/usr/lib/postgresql', version, 'bin')),
  ]
  return places.find((folder) =>
    ['initdb', 'pg_ctl'].every((name) => existsSync(join(folder, name))),
  )
}

/** Makes a server as it comes (durable: fsync is on) and starts it; throws what the programs said where that fails. */
export async function startOwnPostgres(programs: string): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'ttm-postgres-'))
  const owner = serverOwner()
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const run = (name: string, args: string[]) => runProgram(join(programs, name), args, owner)
  const data = join(folder, 'data')
  const port = await freePort()
  const password = randomBytes(16).toString('hex')
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, password)

  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`
  const start = () =>
    run('pg_ctl', ['start', '-w', '-D', data, '-l', join(folder, 'log'), '-o', settings])
  const remove = async () => {
    process.off('exit', abandon)
    if (existsSync(join(data, 'postmaster.pid'))) {
      await run('pg_ctl', ['stop', '-w', '-D', data, '-m', 'fast'])
    }
    rmSync(folder, { recursive: true, force: true })
  }
  const abandon = () => {
    killAbandoned(join(data, 'postmaster.pid'))
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  process.on('exit', abandon)
  try {
    const access = ['-U', 'test', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    await run('initdb', ['-D', data, '-E', 'UTF8', '--locale=C', ...access])
    await start()
  } catch (error) {
    await remove()
    throw error
  }
  return {
    url: `postgres://test:${password}@127.0.0.1:${port}/postgres`,
    start,
    crash: () => run('pg_ctl', ['stop', '-w', '-D', data, '-m', 'immediate']),
    remove,
  }
}

/** Where whoever started the server ends early, nobody is left to wait for it. */
function killAbandoned(pidFile: string): void {
  const pid = existsSync(pidFile) && Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (!pid) return
  try {
    process.kill(pid, 'SIGQUIT')
  } catch {
    // It ended by itself.
  }
}

type Owner = { uid: number; gid: number }

/** PostgreSQL refuses to run as root: then it runs as `postgres`, where that exists, else as `nobody`. */
function serverOwner(): Owner | undefined {
  if (process.geteuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [found, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (found) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL cannot run as root, and there is no user “postgres” or “nobody”.')
}

async function runProgram(file: string, args: string[], owner: Owner | undefined): Promise<void> {
  // The server that pg_ctl starts would keep a pipe open for ever: only what goes wrong is shown.
  const child = spawn(file, args, {
    ...owner,
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${file} ${args[0]} ended with ${code}.`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}
