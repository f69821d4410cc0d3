import type { Page } from 'playwright/test'
import { syncTag } from '@/lib/core/worker-messages'
import { type RunningServer, startServer } from '@/tests/support/server'
import { addExpense, fillExpense, openForm, type Person, register } from './fixtures/person'
import { expect, test } from './fixtures/test'

/** What a browser says of a server that was killed, and of nothing else. */
const lostServer = /ERR_(CONNECTION_(REFUSED|RESET)|INCOMPLETE_CHUNKED_ENCODING).*\/api\/sync/

let server: RunningServer
let next: RunningServer | undefined

test.beforeEach(async ({ expectedComplaints }) => {
  // A page may still be open when its server goes at the end of a test.
  expectedComplaints.push(lostServer)
  server = await startServer()
})
test.afterEach(async () => {
  await next?.stop()
  next = undefined
  await server.stop()
})

/** The same server as before, at the same address and on the same data. */
async function startAgain(): Promise<void> {
  next = await startServer({ dataDir: server.dataDir, env: { PORT: new URL(server.url).port } })
}

const row = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })
const status = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text })
const saved = (page: Page) => expect(status(page, 'All changes saved')).toBeVisible()
const installed = (page: Page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    // There is one as soon as it begins to take over.
    while (active?.state === 'activating') {
      await new Promise((resolve) =>
        active.addEventListener('statechange', resolve, { once: true }),
      )
    }
    return active?.state
  })

async function expenses({ email, password }: Person): Promise<[string, string][]> {
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ email, password })
  const api = `${server.url}/api/v1`
  const reply = await fetch(`${api}/auth/token`, { method: 'POST', headers: json, body })
  const { accessToken } = (await reply.json()) as { accessToken: string }
  const headers = { authorization: `Bearer ${accessToken}` }
  const list = (await (await fetch(`${api}/expenses`, { headers })).json()) as {
    items: { note: string; amount: string }[]
  }
  return list.items.map(({ note, amount }) => [note, amount] as [string, string]).sort()
}

test('with the server gone and the browser cold every screen opens, and what is written there arrives later, once', async ({
  openOwnDevice,
  expectedComplaints,
}) => {
  expectedComplaints.push(lostServer)
  const baseURL = server.url
  let device = await openOwnDevice({ baseURL })
  let page = device.pages()[0] ?? (await device.newPage())
  const person = await register(page)
  for (const note of ['stays', 'to edit', 'to delete']) {
    await openForm(page)
    await addExpense(page, { amount: '1', category: 'Home', note })
    await expect(row(page, note)).toBeVisible()
  }
  await saved(page)
  expect(await installed(page)).toBe('activated')
  await device.close()
  await server.kill9()

  device = await openOwnDevice({ baseURL })
  page = device.pages()[0] ?? (await device.newPage())
  await page.goto('/')
  await expect(row(page, 'stays')).toBeVisible()
  await expect(status(page, 'Offline')).toBeVisible()
  await page.goto('/settings?x=1')
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
  await expect(page.getByText(person.email)).toBeVisible()
  expect(page.url()).toBe(`${baseURL}/settings?x=1`)
  await page.goto('/add?amount=7&note=from+a+link')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('from a link')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('7')
  await addExpense(page, { category: 'Dining' })
  await expect(row(page, 'from a link')).toContainText('7.00')
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByText(person.email)).toBeVisible()
  await page.getByRole('link', { name: 'History' }).click()
  await expect(row(page, 'from a link')).toBeVisible()

  await openForm(page)
  await fillExpense(page, { amount: '2', category: 'Home', note: 'second' })
  await page.getByRole('button', { name: 'Save and add another' }).click()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('')
  await addExpense(page, { amount: '3', category: 'Home', note: 'third' })
  await row(page, 'to edit').getByRole('link').click()
  await addExpense(page, { amount: '4,5', note: 'edited' })
  await expect(row(page, 'edited')).toContainText('4.50')
  await row(page, 'to delete').getByRole('link').click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(row(page, 'to delete')).toHaveCount(0)
  await page.reload()
  await expect(status(page, 'Offline, 5 waiting, safe on this device')).toBeVisible()

  await startAgain()
  await page.reload()
  await saved(page)
  expect(await expenses(person)).toEqual([
    ['edited', '4.50'],
    ['from a link', '7.00'],
    ['second', '2.00'],
    ['stays', '1.00'],
    ['third', '3.00'],
  ])
})

test('what only the server can make is answered offline by a page that leads to the app', async ({
  openOwnDevice,
  expectedComplaints,
}) => {
  expectedComplaints.push(lostServer)
  const device = await openOwnDevice({ baseURL: server.url })
  const page = device.pages()[0] ?? (await device.newPage())
  await register(page)
  await installed(page)
  await server.kill9()
  for (const path of [
    '/signin?next=/add',
    '/register',
    '/reset',
    '/add/plain',
    '/docs',
    '/nowhere',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
    expect(page.url()).toBe(server.url + path)
  }
  await page.getByRole('link', { name: 'Go to your expenses' }).click()
  await expect(page.getByText('Write down your first expense')).toBeVisible()
  await page.goto('/reset?x=1')
  await startAgain()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'You are offline' })).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('the worker keeps only what everybody gets, and signing out takes that away too', async ({
  openOwnDevice,
  expectedComplaints,
}) => {
  expectedComplaints.push(lostServer, /401 \(Unauthorized\).*api\/sync/)
  // The bare page of last resort is answered as what it is.
  expectedComplaints.push(/503/, /ERR_(FAILED|CONNECTION_REFUSED).*(favicon|manifest|icons\/)/)
  const device = await openOwnDevice({ baseURL: server.url })
  const page = device.pages()[0] ?? (await device.newPage())
  await register(page)
  await installed(page)
  const kept = await page.evaluate(async () => {
    const all: { path: string; type: string | null; text: string | undefined }[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const { pathname, search } = new URL(request.url)
        const found = await cache.match(request)
        const type = found?.headers.get('content-type') ?? null
        all.push({ path: pathname + search, type, text: await found?.text() })
      }
    }
    return all
  })
  expect(kept.length).toBeGreaterThan(20)
  for (const { path, type, text } of kept) {
    expect(path).not.toMatch(/^\/api\//)
    const headers: Record<string, string> = path.endsWith('?_rsc') ? { rsc: '1' } : {}
    const answer = await fetch(server.url + path, { headers })
    expect(type, path).toBe(answer.headers.get('content-type'))
    expect(text === (await answer.text()), path).toBe(true)
  }

  await page.goto('/settings')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/signin/)
  // With all of its files, before the server goes.
  await page.waitForLoadState('load')
  expect(await page.evaluate(() => caches.keys())).toEqual([])
  await server.kill9()
  for (const path of ['/', '/signin']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
  }
  await startAgain()
  await page.goto('/')
  await expect(page).toHaveURL(/\/signin/)
  await expect.poll(() => page.evaluate(() => caches.keys())).toHaveLength(1)
})

test('a sign of the browser that the network is back makes the app look for news', async ({
  openOwnDevice,
}) => {
  const device = await openOwnDevice({ baseURL: server.url })
  const page = device.pages()[0] ?? (await device.newPage())
  await register(page)
  await saved(page)
  await installed(page)
  const browser = await device.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [one] }) => {
      if (one) resolve(one.registrationId)
    })
  })
  await browser.send('ServiceWorker.enable')
  const registrationId = await registered
  const asked = page.waitForRequest('**/api/sync', { timeout: 10_000 })
  await browser.send('ServiceWorker.dispatchSyncEvent', {
    origin: server.url,
    registrationId,
    tag: syncTag,
    lastChance: false,
  })
  await asked
})

test('where only the server is gone the app asks it less and less often, whatever the browser says of the network', async ({
  page,
}) => {
  await register(page)
  await saved(page)
  await installed(page)
  await openForm(page)
  await page.route('**/api/sync', (route) => route.abort('connectionrefused'))
  const asked: number[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/sync')) asked.push(Date.now())
  })
  await addExpense(page, { amount: '1', category: 'Home', note: 'waits' })
  await expect.poll(() => asked.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(5)
  // The first three may come at once: for the change, by itself, and at a sign of the browser.
  expect((asked[4] ?? 0) - (asked[2] ?? 0)).toBeGreaterThan(1500)
})
