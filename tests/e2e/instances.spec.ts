import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, startServer } from '@/tests/support/server'
import { addExpense, openForm, register, signIn } from './fixtures/person'
import { expect, test } from './fixtures/test'

test.skip(!process.env.TEST_DATABASE_URL, 'two instances need a Postgres to share')

let one: RunningServer
let other: RunningServer
let dataDir: string

test.beforeAll(async () => {
  one = await startServer({ database: 'postgres' })
  dataDir = await mkdtemp(join(tmpdir(), 'ttm-instance-'))
  other = await startServer({ dataDir, env: { DATABASE_URL: one.databaseUrl ?? '' } })
})

test.afterAll(async () => {
  await other?.stop()
  await one?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

test('a change through one instance appears in the browser that is on the other, by itself', async ({
  newDevice,
}) => {
  const here = await (await newDevice({ baseURL: one.url })).newPage()
  const there = await (await newDevice({ baseURL: other.url })).newPage()
  const person = await register(here)
  await signIn(there, person)
  const delays: number[] = []
  for (let round = 0; round < 5; round++) {
    for (const [from, to] of [
      [here, there],
      [there, here],
    ] as const) {
      const note = `round ${round} on ${from === here ? 'one' : 'the other'}`
      await openForm(from)
      const start = Date.now()
      await addExpense(from, { amount: '3', category: 'Home', note })
      await expect(to.getByRole('listitem').filter({ hasText: note })).toContainText('3.00')
      delays.push(Date.now() - start)
    }
  }
  console.info(`two instances, filled in on one, seen on the other: ${delays.join(' ')} ms`)
  const note = 'round 0 on one'
  await here.getByRole('listitem').filter({ hasText: note }).getByRole('link').click()
  await here.getByRole('button', { name: 'Delete' }).click()
  await expect(there.getByRole('listitem').filter({ hasText: note })).toHaveCount(0)
  await expect(there.getByRole('listitem')).toHaveCount(9)
})
