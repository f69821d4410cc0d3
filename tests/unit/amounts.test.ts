import { expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import { changesAtOnce, spendChange } from '@/lib/server/amounts'
import { makeCtx } from '@/lib/server/auth/ctx'

const caller = (sessionId: string | null) =>
  makeCtx({
    ...{ userId: newId(), sessionId, via: 'rest', label: null, spaces: new Map() },
    ...{ defaultWalletId: null, timeZone: 'UTC' },
  })

it('an account makes many changes at once, then as many as time allows; others are not concerned', () => {
  const ada = caller(newId())
  const now = Date.now()
  for (let n = 0; n < changesAtOnce; n++) spendChange(ada, now)
  const more = (after: number) => () => spendChange(ada, now + after)
  expect(more(0)).toThrow(expect.objectContaining({ code: 'too_many', retryAfter: 1 }))
  spendChange(caller(newId()), now)
  for (let n = 0; n < 100; n++) more(1000)()
  expect(more(1000)).toThrow(expect.objectContaining({ code: 'too_many' }))
  // Two minutes later all is as it was.
  for (let n = 0; n < changesAtOnce; n++) more(3600_000)()
})

it('the server itself makes as many as it was told to', () => {
  const system = caller(null)
  for (let n = 0; n <= changesAtOnce; n++) spendChange(system, 1)
})
