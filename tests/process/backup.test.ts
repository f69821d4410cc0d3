import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { startServer } from '@/tests/support/server'

const run = promisify(execFile)

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ttm-backup-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Runs `npm run backup` or `restore` as a person would; answers what it said and how it ended. */
async function command(name: 'backup' | 'restore', args: string[], env: Record<string, string>) {
  const all = { ...process.env, DATABASE_URL: '', ...env }
  try {
    const script = `scripts/${name}.ts`
    const { stdout } = await run('node', ['scripts/run.mjs', script, ...args], { env: all })
    return { code: 0, said: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, said: `${stdout}${stderr}` }
  }
}

async function post(url: string, body: object, token?: string) {
  const authorization = token ? { authorization: `Bearer ${token}` } : {}
  const headers = { 'content-type': 'application/json', ...authorization }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

it.each(['embedded', 'postgres'] as const)(
  'a running server on the %s database is backed up while it writes, and restored to that moment',
  async (kind) => {
    if (kind === 'postgres' && !process.env.TEST_DATABASE_URL) return
    const dataDir = await scratch()
    const first = await startServer({ database: kind, ...(kind === 'embedded' && { dataDir }) })
    const env = { DATA_DIR: dataDir, ...(first.databaseUrl && { DATABASE_URL: first.databaseUrl }) }
    try {
      const account = { email: 'ada@example.org', password: 'a sentence nobody guesses' }
      const made = await post(`${first.url}/api/v1/auth/register`, account)
      const { accessToken } = await made.json()
      const add = async (note: string) => {
        const body = { amount: '1.00', category: 'Home', date: '2026-11-23', note }
        expect((await post(`${first.url}/api/v1/expenses`, body, accessToken)).status).toBe(201)
      }
      await add('before')
      let stop = false
      const writing = (async () => {
        while (!stop) await add('meanwhile')
      })()
      const file = join(dataDir, 'mine.gz')
      const { code, said } = await command('backup', [file], env)
      stop = true
      await writing
      expect([code, said]).toEqual([0, expect.stringMatching(/^expenses +\d+$/m)])
      const count = Number(/^expenses +(\d+)$/m.exec(said)?.[1])
      await add('after')
      expect(existsSync(file)).toBe(true)

      if (kind === 'embedded') {
        const refused = await command('restore', [file], env)
        expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('already in use') })
        await first.stop()
      }
      const restored = await command('restore', [file], env)
      expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('before-restore-') })
      expect(restored.said).toMatch(new RegExp(`^expenses +${count}$`, 'm'))
      expect(restored.said).toMatch(/^0 links that work once were ended\.$/m)
      expect(restored.said).toMatch(/^1 session was ended: everybody signs in again/m)

      const second = kind === 'embedded' ? await startServer({ dataDir }) : first
      try {
        const headers = { authorization: `Bearer ${accessToken}` }
        expect((await fetch(`${second.url}/api/v1/me`, { headers })).status).toBe(401)
        const signedIn = await post(`${second.url}/api/v1/auth/token`, account)
        const { accessToken: token } = await signedIn.json()
        const list = await fetch(`${second.url}/api/v1/expenses?limit=500`, {
          headers: { authorization: `Bearer ${token}` },
        })
        const { items } = (await list.json()) as { items: { note: string }[] }
        const notes = items.map(({ note }) => note)
        expect(notes).toHaveLength(count)
        expect(notes).toContain('before')
        expect(notes).not.toContain('after')
      } finally {
        if (second !== first) await second.stop()
      }
    } finally {
      await first.stop()
    }
  },
  180_000,
)

it('says what is wrong with a file that is missing or none of ours, and with no file', async () => {
  const dataDir = await scratch()
  const env = { DATA_DIR: dataDir }
  expect(await command('restore', [], env)).toMatchObject({
    ...{ code: 1, said: expect.stringContaining('npm run restore -- FILE') },
  })
  expect(await command('restore', ['--keep', 'x.gz'], env)).toMatchObject({
    ...{ code: 1, said: expect.stringContaining('There is no option --keep') },
  })
  expect(await command('restore', [join(dataDir, 'none.gz')], env)).toMatchObject({
    ...{ code: 1, said: expect.stringContaining('There is no file') },
  })
  expect(await command('restore', ['package.json'], env)).toMatchObject({
    ...{ code: 1, said: expect.stringContaining('not a whole backup') },
  })
  expect(await command('backup', [], { DATA_DIR: join(dataDir, 'empty') })).toMatchObject({
    ...{ code: 1, said: expect.stringContaining('There is no database') },
  })
})
