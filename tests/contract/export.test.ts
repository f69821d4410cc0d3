import { sql } from 'drizzle-orm'
import Papa from 'papaparse'
import { beforeAll, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { newId } from '@/lib/core/ids'
import { accessToken } from '@/lib/server/auth/access-token'
import { type Account, registerAccount } from '@/lib/server/auth/accounts'
import { endSession } from '@/lib/server/auth/credentials'
import { sessionCtx } from '@/lib/server/auth/session-ctx'
import { startSession } from '@/lib/server/auth/sessions'
import { defaultWalletId } from '@/lib/server/reads/spaces'
import { exportCsv } from '@/lib/server/rest/export'
import { route } from '@/lib/server/rest/route'
import { onEachDatabase } from '@/tests/support/each-database'
import { firstCategory } from '@/tests/support/people'
import { serverEnv } from '@/tests/support/server'

const count = 4321

onEachDatabase(() => {
  let account: Account

  beforeAll(async () => {
    vi.stubEnv('AUTH_SECRET', serverEnv('').AUTH_SECRET ?? '')
    const wanted = { email: `${newId()}@example.org`, password: 'correct horse battery' }
    account = await registerAccount(wanted, '203.0.113.9')
    const ctx = await sessionCtx(await startSession(account, 'bearer', 'test'), account.id, 'rest')
    if (!ctx) throw new Error('Nobody is signed in.')
    const walletId = defaultWalletId(ctx)
    // Many have one date, so that pages end within a day.
    await database().execute(sql`insert into expenses (space_id, id, rev, created_at, created_by,
        updated_at, updated_by, amount, currency, date, category_id, note)
      select ${walletId}::uuid, gen_random_uuid(), n, now(), ${account.id}::uuid, now(), ${account.id}::uuid,
        n, 'EUR', date '2026-11-01' + n % 3, ${firstCategory(walletId)}::uuid, 'number ' || n
      from generate_series(1, ${count}::int) n`)
  }, 60_000)

  async function download() {
    const sessionId = await startSession(account, 'bearer', 'test')
    const authorization = `Bearer ${await accessToken.sign({ userId: account.id, sessionId })}`
    const request = new Request('http://localhost/api/v1/export.csv', {
      headers: { authorization },
    })
    const answer = await route(exportCsv).GET(request, { params: Promise.resolve({}) })
    return { sessionId, answer }
  }

  it('sends every expense once, in the order of the list, however many pages that takes', async () => {
    const { answer } = await download()
    const { data } = Papa.parse<Record<string, string>>(await answer.text(), {
      ...{ header: true, skipEmptyLines: true },
    })
    expect(data).toHaveLength(count)
    expect(new Set(data.map(({ note }) => note)).size).toBe(count)
    const places = data.map(({ date, id }) => `${date} ${id}`)
    expect(places).toEqual([...places].sort().reverse())
  })

  it('ends where its session does', async () => {
    const { sessionId, answer } = await download()
    const reader = answer.body?.getReader()
    const first = await reader?.read()
    expect(first?.done).toBe(false)
    const ctx = await sessionCtx(sessionId, account.id, 'rest')
    if (!ctx) throw new Error('Nobody is signed in.')
    await endSession(ctx, { id: sessionId, password: async () => undefined }, '203.0.113.9')
    const rest = async () => {
      while (!(await reader?.read())?.done);
    }
    await expect(rest()).rejects.toThrow('not valid')
  })
})
