import { beforeAll, expect, it, vi } from 'vitest'
import { derivedId } from '@/lib/core/derived-ids'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { accessToken } from '@/lib/server/auth/access-token'
import { registerAccount } from '@/lib/server/auth/accounts'
import { startSession } from '@/lib/server/auth/sessions'
import { execute } from '@/lib/server/execute'
import { defaultWalletId } from '@/lib/server/reads/spaces'
import { endpoint } from '@/lib/server/rest/endpoint'
import { route } from '@/lib/server/rest/route'
import { onEachDatabase } from '@/tests/support/each-database'
import { firstCategory, newExpense } from '@/tests/support/people'
import { serverEnv } from '@/tests/support/server'

onEachDatabase(() => {
  let authorization: string

  beforeAll(async () => {
    vi.stubEnv('AUTH_SECRET', serverEnv('').AUTH_SECRET ?? '')
    const wanted = { email: `${newId()}@example.org`, password: 'correct horse battery' }
    const account = await registerAccount(wanted, '203.0.113.9')
    const sessionId = await startSession(account, 'bearer', 'test')
    authorization = `Bearer ${await accessToken.sign({ userId: account.id, sessionId })}`
  })

  /** An endpoint whose own twin gets through just before it looks, so that it finds itself refused. */
  const overtaken = endpoint({
    method: 'POST',
    path: '/overtaken',
    tag: 'Test',
    summary: 'Test',
    access: 'user',
    idempotent: true,
    answers: {},
    run: async ({ ctx, call }) => {
      const walletId = defaultWalletId(ctx)
      const args = newExpense({ walletId, categoryId: firstCategory(walletId) })
      const answer = async () => ({ status: 200, body: { by: 'the twin' } })
      if (call.id) await execute(ctx, 'expense.create', args, { ...call, answer })
      throw new AppError('not_found')
    },
  })

  const send = async (key?: string) => {
    const headers = { authorization, ...(key !== undefined && { 'idempotency-key': key }) }
    const request = new Request('http://localhost/api/v1/overtaken', { method: 'POST', headers })
    return route(overtaken).POST(request, { params: Promise.resolve({}) })
  }

  it('a call that its own twin overtook gets the twin’s answer, not the refusal that the twin caused', async () => {
    const reply = await send(derivedId(newId(), 'key'))
    expect([reply.status, await reply.json()]).toEqual([200, { by: 'the twin' }])
  })

  it('a call without a name has no twin and stays refused', async () => {
    expect((await send()).status).toBe(404)
  })
})
