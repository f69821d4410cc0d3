import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { expect, it, onTestFinished, vi } from 'vitest'
import { connectPostgres } from '@/db/postgres'
import { newId } from '@/lib/core/ids'
import { scratchDatabase } from '@/tests/support/scratch-database'
import { type RunningServer, startServer } from '@/tests/support/server'

const answers = 60_000

/** Two built servers on one database, in which nothing is due, and a way to ask it. */
async function twoServers(): Promise<{ servers: RunningServer[]; client: Sql }> {
  const { url, drop } = await scratchDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'ttm-jobs-'))
  const servers: RunningServer[] = []
  onTestFinished(async () => {
    await Promise.all(servers.map((one) => one.stop()))
    await drop()
    await rm(dataDir, { recursive: true, force: true })
  }, 60_000)
  const start = async () => {
    servers.push(await startServer({ dataDir, env: { DATABASE_URL: url } }))
  }
  await start()
  const client = await connectPostgres(url, 'maintain')
  onTestFinished(() => client.end())
  await client`insert into jobs (name, due_at) values ('retention', now() + interval '1 day')
    on conflict (name) do update set due_at = excluded.due_at`
  await start()
  return { servers, client }
}

/** Fills a wallet with more answers of long ago than can go in a second. */
async function fill(client: Sql): Promise<string> {
  const id = newId()
  await client`insert into spaces (id, kind, seq) values (${id}, 'wallet', ${answers})`
  await client`insert into mutation_log (space_id, id, user_id, hash, rev, result, at)
    select ${id}, gen_random_uuid(), ${newId()}, '', n, '{}', now() - interval '401 days'
    from generate_series(1, ${answers}::int) n`
  return id
}

const waiting = { timeout: 90_000, interval: 20 }

it.runIf(process.env.TEST_DATABASE_URL).each(['is killed', 'is stopped'] as const)(
  'a job is done by one of two servers, and by the other one where that %s in the middle',
  async (how) => {
    const { servers, client } = await twoServers()
    const space = await fill(client)
    const left = async () => {
      const [row] =
        await client`select count(*)::int as n from mutation_log where space_id = ${space}`
      return Number(row?.n)
    }
    const job = async () => (await client`select holder, due_at > now() as over from jobs`)[0]
    await client`update jobs set due_at = now()`
    const holder = await vi.waitFor(async () => {
      expect(await left()).toBeLessThan(answers)
      return String((await job())?.holder)
    }, waiting)
    const at = servers.findIndex(({ pid }) => pid === Number(holder.split(' ')[1]))
    const [first, second] = [servers[at], servers[1 - at]]
    if (how === 'is killed') await first?.kill9()
    else expect(await first?.stop()).toBe(0)
    expect(await left()).toBeGreaterThan(1)

    await vi.waitFor(async () => expect(await job()).toEqual({ holder: null, over: true }), waiting)
    expect(await left()).toBe(1)
    const [found] = await client`select min_rev::int as "minRev" from spaces where id = ${space}`
    expect(found?.minRev).toBe(answers)
    const said = (server?: RunningServer) =>
      [...(server?.logs() ?? '').matchAll(/^\{.*"job":"retention".*\}$/gm)].map(([line]) =>
        JSON.parse(line),
      )
    expect(said(second)).toEqual([expect.objectContaining({ spaces: 1, busy: 0 })])
    // Together they did it once.
    const done = [...said(first), ...said(second)].reduce((sum, line) => sum + line.answers, 0)
    if (how === 'is stopped') expect(done).toBe(answers - 1)
    expect(said(first).map(({ cut }) => cut)).toEqual(how === 'is killed' ? [] : [true])
    expect((await fetch(`${second?.url}/api/health/ready`)).status).toBe(200)
  },
  240_000,
)
