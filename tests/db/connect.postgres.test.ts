import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { expect, onTestFinished, test, vi } from 'vitest'
import { connectPostgres } from '@/db/postgres'
import { scratchPostgres } from './support/scratch'

async function connect(url: string) {
  const client = await connectPostgres(url)
  onTestFinished(() => client.end())
  return client
}

test('dates are texts, instants are UTC, and whole numbers are numbers where they fit', async () => {
  const client = await connect(await scratchPostgres())
  const [row] = await client`
    select date '2026-11-23' as date, timestamptz '2026-11-23 12:00+02' as instant,
           count(*) as count, 9007199254740993 as big, 4.20::numeric as exact`
  expect(row).toEqual({
    date: '2026-11-23',
    instant: '2026-11-23 10:00:00+00',
    count: 1,
    big: 9007199254740993n,
    exact: '4.20',
  })
  const db = drizzle(client)
  const [through] = await db.execute(sql`select ${'2026-02-28'}::date as date`)
  expect(through).toEqual({ date: '2026-02-28' })
})

test('nothing waits for ever', async () => {
  const client = await connect(await scratchPostgres())
  const set = await client`
    select name, setting from pg_settings
    where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'application_name')
    order by name`
  expect(Object.fromEntries(set.map(({ name, setting }) => [name, setting]))).toEqual({
    application_name: 'trackthatmoney',
    idle_in_transaction_session_timeout: '30000',
    lock_timeout: '10000',
    statement_timeout: '30000',
  })
})

test('queries through Drizzle are prepared once and used again, in transactions and savepoints too', async () => {
  const db = drizzle(await connect(await scratchPostgres()))
  const question = (n: number) => sql`select ${n}::int + 1 as answer`
  const uses = sql`select generic_plans + custom_plans as uses from pg_prepared_statements
    where statement like 'select $1::int + 1%'`
  await db.transaction(async (tx) => {
    for (const n of [1, 2, 3]) expect(await tx.execute(question(n))).toEqual([{ answer: n + 1 }])
    await tx.transaction((inner) => inner.execute(question(4)))
    expect(await tx.execute(uses)).toEqual([{ uses: 4 }])
  })
  for (const n of [1, 2]) await db.execute(question(n))
  expect((await db.execute(uses))[0]?.uses).toBeGreaterThanOrEqual(2)
})

test('a failed statement rolls its transaction back, and the connection goes on', async () => {
  const client = await connect(await scratchPostgres())
  const db = drizzle(client)
  await db.execute(sql`create table t (n int primary key)`)
  const twice = db.transaction(async (tx) => {
    for (const n of [1, 1]) await tx.execute(sql`insert into t values (${n})`)
  })
  await expect(twice).rejects.toThrow()
  expect(await db.execute(sql`select count(*) as n from t`)).toEqual([{ n: 0 }])
})

test('what is wrong is said in a sentence without the password', async () => {
  const url = new URL(await scratchPostgres())
  const refusal = async (change: (wrong: URL) => void) => {
    const wrong = new URL(url)
    change(wrong)
    const error = await connectPostgres(wrong.href).then(
      () => undefined,
      (reason: Error) => reason,
    )
    expect(JSON.stringify([error?.message, error?.stack, error?.cause])).not.toContain('pass-word')
    return error?.message
  }
  const port = await refusal((wrong) => {
    wrong.port = '1'
    wrong.password = 'pass-word'
  })
  expect(port).toMatch(/^PostgreSQL at .*:1 cannot be reached \(ECONNREFUSED\)/)
  const database = await refusal((wrong) => {
    wrong.pathname = '/no_such_database'
  })
  expect(database).toMatch(/has no database “no_such_database”/)
  const user = await refusal((wrong) => {
    wrong.username = 'nobody_knows'
    wrong.password = 'pass-word'
  })
  expect(user).toMatch(/^PostgreSQL at .*nobody_knows/)
  await expect(connectPostgres('postgres://u:pass-word%zz@h/d')).rejects.toThrow(
    /^DATABASE_URL is not the address of a PostgreSQL database/,
  )
})

test('an older server is refused', async () => {
  const url = await scratchPostgres()
  const client = await connect(url)
  // A stand-in for one: what answers the question is a function of ours.
  await client.unsafe(`
    create schema old;
    create function old.current_setting(text) returns text language sql as 'select ''140012''';
    alter database ${new URL(url).pathname.slice(1)} set search_path = old, pg_catalog, public`)
  await expect(connectPostgres(url)).rejects.toThrow(
    /is version 14; TrackThatMoney needs PostgreSQL 15 or newer\.$/,
  )
})

test('a connection that the server ends refuses what is asked of it next, and the process lives on', async () => {
  const url = await scratchPostgres()
  const client = await connectPostgres(url)
  const admin = await connectPostgres(url)
  onTestFinished(async () => {
    await client.end({ timeout: 1 })
    await admin.end()
  })
  const broken = client.begin(async (transaction) => {
    const [own] = await transaction`select pg_backend_pid() as pid`
    await admin`select pg_terminate_backend(${own?.pid})`
    await expect(transaction`select 1`).rejects.toThrow()
    // By now the connection is gone on this side too, where the driver once threw beside every promise.
    await transaction`select 2`
  })
  await expect(broken).rejects.toThrow()
  expect([...(await client`select 3 as three`)]).toEqual([{ three: 3 }])
})

test('a query that fails or is cut half-way leaves nothing in the answer of the next', async () => {
  const url = await scratchPostgres()
  const client = await connectPostgres(url, 'maintain')
  onTestFinished(() => client.end())
  const failing = client`select 1 / (4 - n) as part from generate_series(1, 9) n`.catch(String)
  const behind = client`select n from generate_series(1, 2) n`
  expect(await failing).toMatch(/division by zero/)
  expect([...(await behind)]).toEqual([{ n: 1 }, { n: 2 }])
  const cut = client`select case n when 4 then pg_terminate_backend(pg_backend_pid()) end as part
    from generate_series(1, 9) n`
  await expect(cut).rejects.toThrow()
  expect([...(await client`select n from generate_series(1, 2) n`)]).toEqual([{ n: 1 }, { n: 2 }])
})

test('whatever becomes of its connections, every query is answered, and the pool goes on', async () => {
  const url = new URL(await scratchPostgres())
  const target = { host: url.hostname, port: Number(url.port) }
  const sockets = new Set<Socket>()
  const proxy = createServer((near) => {
    const far = dial(target)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => {}).on('close', () => other.destroy())
      one.pipe(other)
    }
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  url.hostname = '127.0.0.1'
  url.port = String((proxy.address() as AddressInfo).port)
  const client = await connectPostgres(url.href)
  onTestFinished(async () => {
    await client.end({ timeout: 1 })
    proxy.close()
  })
  for (let round = 0; round < 20; round++) {
    const begun = Array.from({ length: 15 }, (_, n) =>
      client.begin(async (transaction) => {
        await transaction`select ${n}::int as n`
        await Promise.all([1, 2].map((more) => transaction`select ${n + more}::int as n`))
      }),
    )
    const works = Promise.allSettled(begun)
    await client`select 1`.catch(() => {})
    for (const socket of sockets) {
      if (round % 2) socket.resetAndDestroy()
      else socket.destroy()
    }
    sockets.clear()
    await works
  }
  const after = () => client`select 1 as one`.then(([row]) => row?.one)
  await vi.waitUntil(() => after().catch(() => false))
  expect(await Promise.all(Array.from({ length: 30 }, after))).toEqual(Array(30).fill(1))
})
