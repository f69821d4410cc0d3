import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright/test'
import postgres from 'postgres'
import { startServer } from '@/tests/support/server'
import { addExpense, openForm, register, signIn } from './fixtures/person'
import { expect, test } from './fixtures/test'

const run = promisify(execFile)
const row = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })
const saved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()

/** The notes of all expenses that a device holds. */
const notesOn = (page: Page) =>
  page.evaluate(async () => {
    const request = indexedDB.open('trackthatmoney')
    await new Promise((resolve) => {
      request.onsuccess = resolve
    })
    const all = request.result.transaction('expense').objectStore('expense').getAll()
    await new Promise((resolve) => {
      all.onsuccess = resolve
    })
    request.result.close()
    return (all.result as { note: string }[]).map(({ note }) => note)
  })

let folder: string

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ttm-restore-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))

test('a server put back under two live devices has everything again that any of them had seen', async ({
  newDevice,
  expectedComplaints,
}) => {
  test.skip(
    !process.env.TEST_DATABASE_URL,
    'the embedded database cannot be replaced under a server',
  )
  // What a device hears first of the other life, and that it has to sign in again.
  expectedComplaints.push(/409 \(Conflict\).*api\/sync/, /401 \(Unauthorized\)/)
  const server = await startServer({ database: 'postgres' })
  try {
    const env = { ...process.env, DATABASE_URL: server.databaseUrl, DATA_DIR: folder }
    const command = (name: string, file: string) =>
      run('node', ['scripts/run.mjs', `scripts/${name}.ts`, file], { env })
    const open = async () => (await newDevice({ baseURL: server.url })).newPage()
    const [one, two, third] = [await open(), await open(), await open()]
    const person = await register(one)
    await signIn(two, person)
    await signIn(third, person)
    const add = async (page: Page, note: string) => {
      await openForm(page)
      await addExpense(page, { amount: '3', category: 'Home', note })
    }
    await add(one, 'before')
    await expect(row(two, 'before')).toBeVisible()
    await saved(one)
    const file = join(folder, 'backup.gz')
    await command('backup', file)

    await add(one, 'of the first')
    await row(two, 'before').getByRole('link').click()
    await addExpense(two, { amount: '77' })
    await add(third, 'of the third')
    const token = async () => {
      const reply = await one.request.post('/api/v1/auth/token', { data: person })
      return { authorization: `Bearer ${(await reply.json()).accessToken}` }
    }
    const headers = await token()
    const data = { amount: '5', category: 'Bills', note: 'of a script', date: '2026-11-20' }
    expect((await one.request.post('/api/v1/expenses', { headers, data })).status()).toBe(201)
    const trip = { name: 'Trip', currency: 'EUR' }
    const made = await one.request.post('/api/v1/wallets', { headers, data: trip })
    const { id: walletId } = (await made.json()) as { id: string }
    const inTrip = { ...data, walletId, category: 'Dining', note: 'on the way' }
    expect((await one.request.post('/api/v1/expenses', { headers, data: inTrip })).status()).toBe(
      201,
    )
    await expect.poll(() => notesOn(one)).toContain('on the way')
    for (const page of [one, two]) {
      await expect(row(page, 'of the third')).toBeVisible()
      await expect(row(page, 'of a script')).toBeVisible()
      await expect(row(page, 'before')).toContainText('77.00')
      await saved(page)
    }
    await third.context().close()
    await command('restore', file)
    // Somebody takes the id of a wallet that the copy does not have.
    const database = postgres(server.databaseUrl ?? '', { max: 1 })
    await database`insert into spaces (id, kind) values (${walletId}, 'wallet')`
    await database.end()

    await add(one, 'after')
    await expect(one.getByRole('status').filter({ hasText: 'Please sign in again' })).toBeVisible()
    expect((await one.request.get('/api/v1/me', { headers })).status()).toBe(401)
    await signIn(one, person)
    await expect(one.getByRole('status').filter({ hasText: 'needs your attention' })).toBeVisible()
    await one.goto('/inbox')
    const aside = row(one, 'Trip')
    await expect(aside).toContainText('1 expense')
    await aside.getByRole('button', { name: 'Show expenses' }).click()
    await expect(aside).toContainText('on the way')
    const downloading = one.waitForEvent('download')
    await aside.getByRole('button', { name: 'Export CSV' }).click()
    const csv = await readFile(await (await downloading).path(), 'utf8')
    expect(csv).toMatch(
      /^id,date,amount,currency,category,note,wallet,.*\r\n.*,5\.00,EUR,Dining,on the way,Trip,/,
    )
    await aside.getByRole('button', { name: 'Remove' }).click()
    await aside.getByRole('button', { name: 'Remove for good' }).click()
    await expect(aside).toHaveCount(0)
    await one.goto('/')
    await saved(one)
    await signIn(two, person)
    await two.goto('/')
    await add(two, 'after on the second')
    // The session of the first token is gone with what was lost.
    const again = await token()
    const there = async () => {
      const list = await one.request.get('/api/v1/expenses', { headers: again })
      const { items } = (await list.json()) as { items: { note: string; amount: string }[] }
      return items.map(({ note, amount }) => `${note} ${amount}`).sort()
    }
    await expect
      .poll(there)
      .toEqual([
        ...['after 3.00', 'after on the second 3.00', 'before 77.00'],
        ...['of a script 5.00', 'of the first 3.00', 'of the third 3.00'],
      ])
    for (const page of [one, two]) {
      await expect(page.getByRole('listitem')).toHaveCount(6)
      await page.context().close()
    }
  } finally {
    await server.stop()
  }
})

test('a server that starts on an empty database makes no device lose a row', async ({
  newDevice,
  expectedComplaints,
}) => {
  expectedComplaints.push(/401 \(Unauthorized\)|ERR_|Failed to load/)
  const first = await startServer()
  const { port } = new URL(first.url)
  const page = await (await newDevice({ baseURL: first.url })).newPage()
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '3', category: 'Home', note: 'only here' })
  await saved(page)
  await first.stop()
  const empty = await startServer({ env: { PORT: port } })
  try {
    await page.reload()
    await expect(row(page, 'only here')).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'Please sign in again' })).toBeVisible()
    await expect(row(page, 'only here')).toBeVisible()
    // The same person makes an account anew: it is another one, and what is here stays.
    const fresh = await page.context().newPage()
    await register(fresh)
    await expect(fresh.getByText('an account that the server does not know')).toBeVisible()
    const kept = await notesOn(fresh)
    expect(kept).toEqual(['only here'])
  } finally {
    await empty.stop()
  }
})
