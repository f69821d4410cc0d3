import { expect, it } from 'vitest'
import { SyncProblem } from '@/lib/client/syncing/engine'
import { AppError } from '@/lib/core/errors'
import { sessionCtx } from '@/lib/server/auth/session-ctx'
import { startSession } from '@/lib/server/auth/sessions'
import { seenError } from '@/lib/server/http/problem'
import { answerSync } from '@/lib/server/sync/answer'
import { backups } from '@/tests/support/backups'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { join, newExpense } from '@/tests/support/people'

onEachDatabase((kind) => {
  const { backUp, putBack } = backups()

  // Under a running server only PostgreSQL can be replaced.
  it.runIf(kind === 'postgres')(
    'a restore goes through under eight busy devices, which hear that the server is busy and lose nothing',
    async () => {
      const ada = await makeSyncingPerson()
      const bob = await makeSyncingPerson()
      await join(ada.walletId, bob.userId, 'editor')
      const heard = new Set<string>()
      const devices: TestDevice[] = []
      for (let n = 0; n < 8; n++) {
        const { userId } = n % 2 ? ada : bob
        const session = await startSession({ id: userId, passwordHash: '' }, 'cookie', 'busy')
        const device = await openDevice(userId, {
          later: () => () => {},
          // As the route does it: who it is from is asked first.
          line: async (request) => {
            try {
              const ctx = await sessionCtx(session, userId, 'sync')
              if (!ctx) throw new AppError('unauthorized')
              return await answerSync(ctx, request)
            } catch (error) {
              const { code } = seenError(error)
              heard.add(code)
              throw new SyncProblem(code, '')
            }
          },
        })
        await device.sync()
        devices.push(device)
      }
      const file = await backUp()
      let over = false
      const added: string[] = []
      const busy = devices.map(async ({ replica, engine }) => {
        while (!over) {
          const args = newExpense(ada)
          await replica.mutate('expense.create', args, '')
          added.push(args.id)
          await engine.kick()
        }
      })
      try {
        for (let round = 0; round < 2; round++) {
          const before = added.length
          await expect.poll(() => added.length, { timeout: 60_000 }).toBeGreaterThan(before + 16)
          await putBack(file, { keepSessions: true })
        }
      } finally {
        over = true
      }
      await Promise.all(busy)
      for (const { states } of devices) {
        expect(states.filter(({ kind }) => kind === 'stopped')).toEqual([])
      }
      for (const device of [...devices, ...devices]) await device.sync()
      const rows = await query<{ id: string }>(
        `select id from expenses where space_id = '${ada.walletId}' and deleted_at is null`,
      )
      expect(rows.map(({ id }) => id).sort()).toEqual([...added].sort())
      for (const { replica } of devices) expect(await replica.outbox()).toEqual([])
      const expected = ['other_epoch', 'unavailable']
      expect([...heard].filter((code) => !expected.includes(code))).toEqual([])
    },
    300_000,
  )
})
