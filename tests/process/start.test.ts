import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { collect, readyUrl, serverEnv, startServer } from '@/tests/support/server'

// One for all tests: to make a database takes longer than all that is tested here.
let dataDir = ''

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ttm-start-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true, maxRetries: 3 }))

/** Starts a program in the repository with the variables of a test server. */
function launch(command: string, args: string[], more: Record<string, string> = {}) {
  const env = serverEnv(dataDir, undefined, more)
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => {
    for (const pid of processesOn(dataDir)) process.kill(pid, 'SIGKILL')
  })
  return { child, logs: collect(child), ended: once(child, 'close') }
}

async function refused(more: Record<string, string> = {}) {
  const { logs, ended } = launch(process.execPath, ['scripts/start.mjs'], more)
  const [code] = await ended
  return { code, lines: logs().trim().split('\n') }
}

/** The living processes that were started with this data directory. */
function processesOn(dataDir: string): number[] {
  if (!existsSync('/proc/self/environ')) return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && readFileSync(`/proc/${pid}/environ`).includes(`DATA_DIR=${dataDir}\0`)
      } catch {
        return false
      }
    })
}

describe('a start that cannot be', () => {
  it('ends with one sentence that names the variable', async () => {
    const { code, lines } = await refused({ PORT: 'abc' })
    expect(lines).toEqual(["PORT must be a whole number from 0 to 65535, but is 'abc'."])
    expect(code).toBe(1)
  })

  it('reads .env of the current directory, which the variables of the process win over', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ttm-env-file-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, '.env'), 'PORT=from-file\nTRUST_PROXY=from-file\n')
    const { PATH = '', HOME = '' } = process.env
    const child = spawn(process.execPath, [resolve('scripts/start.mjs')], {
      cwd: folder,
      env: { NODE_ENV: 'production', PATH, HOME, PORT: '0' },
    })
    const logs = collect(child)
    await once(child, 'close')
    expect(logs().trim()).toBe(
      "TRUST_PROXY must be a whole number from 0 to 10, but is 'from-file'.",
    )
  })

  it('says that the port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    onTestFinished(() => void taken.close())
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { code, lines } = await refused({ PORT: String(port) })
    expect(lines.at(-1)).toBe(
      `Port ${port} is in use. Stop what uses it, or set PORT to another number.`,
    )
    expect(code).toBe(1)
  })

  it('is refused on a data directory that another server uses, which goes on', async () => {
    const first = await startServer({ dataDir })
    onTestFinished(() => void first.stop())
    const { code, lines } = await refused()
    expect(lines.at(-1)).toContain(`The data directory ${dataDir} is already in use`)
    expect(code).toBe(1)
    expect((await fetch(`${first.url}/api/health/ready`)).status).toBe(200)
  })
})

describe.runIf(existsSync('/proc/self/environ'))('nothing is left running', () => {
  const parent = `
    require('node:child_process').spawn(process.execPath, ['scripts/start.mjs'], { stdio: 'inherit' })
    setInterval(() => {}, 1e6)`

  it.each([
    ['when npm alone gets SIGTERM', 'npm', ['start'], 'SIGTERM'],
    ['when npm alone is killed', 'npm', ['start'], 'SIGKILL'],
    ['when its parent is killed', process.execPath, ['-e', parent], 'SIGKILL'],
  ] as const)('%s', async (_, command, args, signal) => {
    const { child, logs } = launch(command, [...args])
    await readyUrl(child, logs)
    expect(processesOn(dataDir).length).toBeGreaterThan(1)
    child.kill(signal)
    await vi.waitFor(() => expect(processesOn(dataDir)).toEqual([]), {
      timeout: 10_000,
      interval: 100,
    })
    const after = await startServer({ dataDir })
    expect(await after.stop()).toBe(0)
  })
})
