import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Replica } from '@/lib/client/replica/replica'
import type { Engine } from '@/lib/client/syncing/engine'
import { newId } from '@/lib/core/ids'
import type { Client } from '@/tests/api/auth-client'
import { httpDevice } from '@/tests/support/http-device'
import { type RunningServer, startServer } from '@/tests/support/server'
import { BadLine } from './proxy'

const kills = Number(process.env.ROUNDS ?? 3)
const kinds = process.env.TEST_DATABASE_URL
  ? (['embedded', 'postgres'] as const)
  : (['embedded'] as const)

/** A built server behind a proxy, with a script and a device of one person in front. */
async function stage(kind: (typeof kinds)[number]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'ttm-proxy-'))
  // The first one also keeps the database until the end.
  const first = await startServer({ ...(kind === 'postgres' && { database: kind }), dataDir })
  let server: RunningServer = first
  const proxy = await BadLine.start()
  const aim = () => {
    proxy.target = Number(new URL(server.url).port)
  }
  aim()
  const { script, replica, engine, add } = await httpDevice(proxy.url)
  onTestFinished(async () => {
    engine.close()
    proxy.close()
    await server.stop()
    if (server !== first) await first.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }, 60_000)
  return {
    ...{ proxy, script, replica, engine, add },
    /** Takes the server away without a warning, and starts another one on what it left. */
    async kill() {
      await server.kill9()
      const env = first.databaseUrl ? { DATABASE_URL: first.databaseUrl } : {}
      server = await startServer({ dataDir, env })
      aim()
    },
    async notes(): Promise<string[]> {
      const all: string[] = []
      for (let cursor = ''; ; ) {
        const { body } = await script.send('GET', `/api/v1/expenses?limit=500${cursor}`)
        all.push(...body.items.map(({ note }: { note: string }) => note))
        if (!body.nextCursor) return all.sort()
        cursor = `&cursor=${body.nextCursor}`
      }
    },
  }
}

const expense = (note: string) => ({
  ...{ amount: '1.00', category: 'Home', date: '2026-11-23', note },
})

/** Sends until an answer comes through, always under one key. */
async function insist(script: Client, note: string): Promise<void> {
  const headers = { 'idempotency-key': newId() }
  for (;;) {
    try {
      const { status } = await script.send('POST', '/api/v1/expenses', {
        ...{ body: expense(note), headers },
      })
      if (status === 201 || status === 200) return
    } catch {
      // The line was cut, or nobody is there just now.
    }
    await pause(20)
  }
}

async function untilQuiet(engine: Engine, replica: Replica): Promise<void> {
  while ((await replica.outbox()).length > 0) {
    await engine.kick()
    await pause(20)
  }
}

describe.each(kinds)('behind a bad line, on the %s database', (kind) => {
  it('an answer that is cut after the commit, ten times: no duplicate, nothing lost', async () => {
    const { proxy, script, engine, replica, add, notes } = await stage(kind)
    const wanted: string[] = []
    for (let round = 0; round < 10; round++) {
      wanted.push(`script ${round}`, `device ${round}`)
      proxy.cuts = 1
      await insist(script, `script ${round}`)
      expect(proxy.cuts).toBe(0)
      await add(`device ${round}`)
      proxy.cuts = 1
      await untilQuiet(engine, replica)
      expect(proxy.cuts).toBe(0)
    }
    expect(await notes()).toEqual(wanted.sort())
  }, 120_000)

  it(
    'servers that are killed again and again under writers: every acknowledged change is there, once',
    async () => {
      const { script, engine, replica, add, kill, notes } = await stage(kind)
      const wanted: string[] = []
      let over = false
      const writing = Promise.all(
        ['a', 'b', 'c'].map(async (name) => {
          for (let n = 0; !over; n++) {
            wanted.push(`${name} ${n}`)
            await insist(script, `${name} ${n}`)
          }
        }),
      )
      const syncing = (async () => {
        for (let n = 0; !over; n++) {
          wanted.push(`device ${n}`)
          await add(`device ${n}`)
          await engine.kick()
          await pause(100)
        }
      })()
      for (let round = 0; round < kills; round++) {
        const before = wanted.length
        while (wanted.length < before + 20) await pause(10)
        await kill()
      }
      over = true
      await Promise.all([writing, syncing])
      await untilQuiet(engine, replica)
      const found = await notes()
      expect(new Set(found).size, 'none twice').toBe(found.length)
      expect(found).toEqual(wanted.sort())
    },
    kills * 60_000 + 120_000,
  )
})
