import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openEmbedded } from '@/db/embedded/open'
import { askEmbedded, askPostgres } from '@/db/embedded/tables'
import { connectPostgres } from '@/db/postgres'
import { root } from '@/scripts/install.mjs'
import { age } from '@/tests/support/ageing'
import { copyCluster } from '@/tests/support/cluster-template'
import { httpDevice } from '@/tests/support/http-device'
import { scratchDatabase } from '@/tests/support/scratch-database'
import { type RunningServer, startServer } from '@/tests/support/server'

const kinds = process.env.TEST_DATABASE_URL
  ? (['embedded', 'postgres'] as const)
  : (['embedded'] as const)

/** A built server that sleeps for days: its database tells of nothing younger when it wakes up. */
async function sleeper(kind: (typeof kinds)[number]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'ttm-retention-'))
  const scratch = kind === 'postgres' ? await scratchDatabase() : undefined
  if (!scratch) await copyCluster(root, dataDir)
  const env = { DATABASE_URL: scratch?.url ?? '' }
  let server: RunningServer = await startServer({ dataDir, env })
  const { url } = server
  onTestFinished(async () => {
    await server.stop()
    await scratch?.drop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }, 60_000)
  return {
    url,
    /** Lets days pass, and waits until what is due then was done. */
    async sleep(days: number) {
      expect(await server.stop()).toBe(0)
      if (scratch) {
        const client = await connectPostgres(scratch.url, 'maintain')
        await passing(askPostgres(client), days)
        await client.end()
      } else {
        const { client, close } = await openEmbedded(dataDir)
        await passing(askEmbedded(client), days)
        await close()
      }
      server = await startServer({ dataDir, env: { ...env, PORT: new URL(url).port } })
      return vi.waitFor(
        () => JSON.parse(/^\{.*"job":"retention".*\}$/m.exec(server.logs())?.[0] ?? ''),
        { timeout: 60_000, interval: 200 },
      )
    },
  }
}

async function passing(ask: (query: string) => Promise<unknown[]>, days: number): Promise<void> {
  await age(ask, days)
  await ask('delete from jobs')
}

it.each(kinds)(
  'a device that was away for 401 days reads anew and loses nothing, on the %s database',
  async (kind) => {
    const { url, sleep } = await sleeper(kind)
    const { script, replica, engine, add } = await httpDevice(url)
    onTestFinished(() => engine.close())
    const send = (method: string, path: string, body?: unknown, headers = {}) =>
      script.send(method, `/api/v1${path}`, { body, headers })
    const listed = async () => {
      const { body } = await send('GET', '/expenses?limit=500')
      return (body.items as { id: string; note: string }[]).map(({ note }) => note).sort()
    }
    const idOf = async (note: string) => {
      const { body } = await send('GET', '/expenses?limit=500')
      return (body.items as { id: string; note: string }[]).find((one) => one.note === note)?.id
    }
    for (const note of ['live', 'gone', 'trash']) await add(note)
    await engine.kick()
    const [gone = '', trash = ''] = [await idOf('gone'), await idOf('trash')]
    const again = () =>
      send(
        'POST',
        '/expenses',
        { amount: '1.00', category: 'Home', date: '2026-11-23', note: 'by a script' },
        { 'idempotency-key': 'of long ago' },
      )
    const first = await again()
    expect(first.status).toBe(201)
    expect((await send('DELETE', `/expenses/${gone}`)).status).toBe(204)

    // The device has heard of none of that, and goes on by itself.
    await add('waiting')
    const [row] = (await replica.store.getAll('expense')).filter(({ id }) => id === gone)
    const walletId = row?.spaceId ?? ''
    const changes = { note: { from: { note: 'gone' }, to: { note: 'late' } } }
    await replica.mutate('expense.update', { walletId, id: gone, changes }, 'late')

    expect(await sleep(372)).toMatchObject({ rows: 0, answers: 0 })
    expect((await send('DELETE', `/expenses/${trash}`)).status).toBe(204)
    const said = await sleep(29)
    expect(said).toMatchObject({ rows: 1, busy: 0 })
    expect(said.answers).toBeGreaterThan(3)

    expect((await send('GET', `/expenses/${gone}/history`)).status).toBe(404)
    expect((await send('GET', `/expenses/${gone}`)).status).toBe(404)
    expect((await send('POST', `/expenses/${gone}/restore`)).status).toBe(404)
    const since = async (rev: number) =>
      (await send('GET', `/changes?walletId=${walletId}&since=${rev}`)).status
    const { body: all } = await send('GET', `/changes?walletId=${walletId}&since=0`)
    expect([await since(1), await since(all.since)]).toEqual([410, 200])
    expect((await again()).body).toMatchObject({ id: first.body.id, note: 'by a script' })

    await engine.kick()
    expect(engine.state.kind).toBe('idle')
    expect(await replica.outbox()).toMatchObject([
      { summary: 'late', state: 'refused', refusal: { code: 'not_found' } },
    ])
    expect(await listed()).toEqual(['by a script', 'live', 'waiting'])
    const held = (await replica.store.getAll('expense')).filter(({ deletedAt }) => !deletedAt)
    expect(held.map(({ note }) => note).sort()).toEqual(await listed())
    expect((await send('POST', `/expenses/${trash}/restore`)).status).toBe(200)
    await add('after')
    await engine.kick()
    expect(await listed()).toEqual(['after', 'by a script', 'live', 'trash', 'waiting'])
    expect(await replica.countNotSent()).toBe(1)
  },
  240_000,
)
