import type { BrowserContext, Page } from 'playwright/test'
import { buildNext, type NextBuild } from '@/tests/support/next-build'
import { type RunningServer, startServer } from '@/tests/support/server'
import { addExpense, fillExpense, openForm, register } from './fixtures/person'
import { expect, test } from './fixtures/test'

let build: NextBuild
let old: RunningServer
let updated: RunningServer | undefined

test.beforeAll(async () => {
  test.setTimeout(600_000)
  build = await buildNext([
    ['components/settings/settings-screen.tsx', 'title="This device"', 'title="This very device"'],
    ['components/shell/main-nav.tsx', '        Settings\n', '        Preferences\n'],
  ])
})
test.afterAll(() => build?.remove())

test.beforeEach(async ({ expectedComplaints }) => {
  expectedComplaints.push(/ERR_(CONNECTION_(REFUSED|RESET)|INCOMPLETE|FAILED|EMPTY).*api\/sync/)
  old = await startServer()
})
test.afterEach(async () => {
  await updated?.stop()
  updated = undefined
  await old.stop()
})

/** Puts the next version in the place of the old one: same address, same data. */
async function update(): Promise<void> {
  await old.kill9()
  const env = { PORT: new URL(old.url).port }
  updated = await startServer({ dataDir: old.dataDir, app: build.folder, env })
}

const row = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })
const status = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text })
const saved = (page: Page) => expect(status(page, 'All changes saved')).toBeVisible()
const notice = (page: Page) => status(page, 'New version')
/** A new version keeps all of its files before it is offered, which takes a busy machine a while. */
const offered = (page: Page) => expect(notice(page)).toBeVisible({ timeout: 40_000 })
const part = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const ready = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
const caches = (page: Page) => page.evaluate(() => window.caches.keys())
const keeps = (page: Page, cacheName: string) =>
  page.evaluate(
    async (name) => (await window.caches.match('/settings', { cacheName: name })) !== undefined,
    cacheName,
  )

/** Takes every cache away, as signing out does. */
async function empty(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const name of await window.caches.keys()) await window.caches.delete(name)
  })
}

/** A device that keeps the old version, in the cache called `first`, when the next one has come to the server. */
async function outdated(open: (options: { baseURL: string }) => Promise<BrowserContext>) {
  const device = await open({ baseURL: old.url })
  const page = device.pages()[0] ?? (await device.newPage())
  await register(page)
  await ready(page)
  const [first = ''] = await caches(page)
  await update()
  return { device, page, first }
}

/** How often a page was loaded since. */
function loadsOf(page: Page): () => number {
  let count = 0
  page.on('domcontentloaded', () => count++)
  return () => count
}

test('with tabs open and work waiting the old version goes on whole, until one press brings every tab to the new one', async ({
  openOwnDevice,
}) => {
  const device = await openOwnDevice({ baseURL: old.url })
  const page = device.pages()[0] ?? (await device.newPage())
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '1', category: 'Home', note: 'sent' })
  await saved(page)
  await ready(page)
  const [first] = await caches(page)
  const other = await device.newPage()
  await other.goto('/settings')
  await expect(part(other, 'This device')).toBeVisible()

  await device.route('**/api/sync', (route) => route.abort())
  await openForm(page)
  await addExpense(page, { amount: '2', category: 'Home', note: 'waits' })
  await expect(status(page, '1 waiting, safe on this device')).toBeVisible()
  await update()

  await page.reload()
  await offered(page)
  await offered(other)
  expect(await caches(page)).toHaveLength(2)
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(part(page, 'This device')).toBeVisible()
  await other.goto('/')
  await expect(row(other, 'waits')).toBeVisible()
  await other.getByRole('link', { name: 'Settings' }).click()
  await expect(part(other, 'This device')).toBeVisible()

  const loads = [page, other].map(loadsOf)
  await notice(page).getByRole('button', { name: 'Reload' }).click()
  for (const tab of [page, other]) {
    await expect(part(tab, 'This very device')).toBeVisible()
    await expect(notice(tab)).toHaveCount(0)
    await expect(status(tab, '1 waiting, safe on this device')).toBeVisible()
    await tab.getByRole('link', { name: 'History' }).click()
    await expect(row(tab, 'waits')).toBeVisible()
    await tab.getByRole('link', { name: 'Preferences' }).click()
    await expect(part(tab, 'This very device')).toBeVisible()
  }
  expect(loads.map((count) => count())).toEqual([1, 1])
  expect(await caches(page)).toEqual([expect.not.stringContaining(first ?? '')])

  await device.unroute('**/api/sync')
  await page.goto('/')
  await saved(page)
  for (const note of ['sent', 'waits']) await expect(row(page, note)).toHaveCount(1)
})

test('an app whose tabs were all closed opens as the new version', async ({ openOwnDevice }) => {
  const options = { baseURL: old.url }
  let device = await openOwnDevice(options)
  let page = device.pages()[0] ?? (await device.newPage())
  await register(page)
  await ready(page)
  await update()
  await page.goto('/settings')
  await offered(page)
  await expect(part(page, 'This device')).toBeVisible()
  await notice(page).getByRole('button', { name: 'Not now' }).click()
  await expect(notice(page)).toHaveCount(0)
  await device.close()

  device = await openOwnDevice(options)
  page = device.pages()[0] ?? (await device.newPage())
  await page.goto('/settings')
  await expect(part(page, 'This very device')).toBeVisible()
  await expect.poll(() => caches(page)).toHaveLength(1)
})

test('a tab in which somebody writes is not taken away by a press in another one', async ({
  openOwnDevice,
}) => {
  const device = await openOwnDevice({ baseURL: old.url })
  const page = device.pages()[0] ?? (await device.newPage())
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '1', category: 'Home', note: 'bread' })
  await saved(page)
  await ready(page)
  const other = await device.newPage()
  await other.goto('/')
  await row(other, 'bread').getByRole('link').click()
  await fillExpense(other, { note: 'half writ' })
  await update()
  await page.goto('/settings')
  await notice(page).getByRole('button', { name: 'Reload' }).click()
  await expect(part(page, 'This very device')).toBeVisible()
  await offered(other)
  await addExpense(other, { note: 'half written' })
  await expect(row(other, 'half written')).toBeVisible()
  await notice(other).getByRole('button', { name: 'Reload' }).click()
  await expect(other.getByRole('link', { name: 'Preferences' })).toBeVisible()
  await expect(row(page, 'half written')).toHaveCount(0)
  await saved(other)
})

for (const { lost, what } of [
  { lost: /settings\/page-/, what: 'a file of its screen' },
  { lost: /main-app-/, what: 'the file with which everything begins' },
]) {
  test(`an old version that lost ${what}, which the server no longer has, gives way at once`, async ({
    openOwnDevice,
    expectedComplaints,
  }) => {
    expectedComplaints.push(/404 \(Not Found\)/, /_next\/static.* MIME type/, /ChunkLoadError/)
    const { device, page, first } = await outdated(openOwnDevice)
    await page.goto('/settings')
    await expect(part(page, 'This device')).toBeVisible()
    await offered(page)
    const gone = await page.evaluate(
      async ({ name, lost }) => {
        const cache = await window.caches.open(name)
        const keys = (await cache.keys()).filter(({ url }) => lost.test(url))
        await Promise.all(keys.map((key) => cache.delete(key)))
        return keys.length
      },
      { name: first, lost },
    )
    expect(gone).toBe(1)
    await (await device.newCDPSession(page)).send('Network.clearBrowserCache')
    await page.reload()
    await expect(part(page, 'This very device')).toBeVisible()
    expect(await keeps(page, first)).toBe(false)
    // Before the server goes, which the page is still asking for its icons.
    await device.close()
  })
}

test('an old worker whose cache was emptied takes nothing of the next version for its own', async ({
  openOwnDevice,
}) => {
  const { page, first } = await outdated(openOwnDevice)
  await empty(page)
  await page.goto('/settings')
  await expect(part(page, 'This very device')).toBeVisible()
  await offered(page)
  expect(await keeps(page, first)).toBe(false)

  // Again, just before the next version takes over.
  await empty(page)
  const loads = loadsOf(page)
  await notice(page).getByRole('button', { name: 'Reload' }).click()
  await expect.poll(loads).toBe(1)
  await expect.poll(() => caches(page)).toHaveLength(1)
  const [second = ''] = await caches(page)
  expect(second).not.toBe(first)
  await expect.poll(() => keeps(page, second)).toBe(true)
  await updated?.kill9()
  await page.goto('/settings?x=1')
  await expect(part(page, 'This very device')).toBeVisible()
})

test('a page without a worker, whose files are gone from the server, loads anew once and keeps the draft', async ({
  newDevice,
  expectedComplaints,
}) => {
  expectedComplaints.push(/404 \(Not Found\).*_next\/static/, /ChunkLoadError/)
  // Whatever a page without a worker asks for while the server is being replaced.
  expectedComplaints.push(/ERR_(CONNECTION_(REFUSED|RESET)|EMPTY_RESPONSE|INCOMPLETE_CHUNKED)/)
  // What the new server answers does not fit the old page, which then loads the address as a browser would.
  expectedComplaints.push(/Failed to fetch RSC payload.*Falling back to browser navigation/)
  const html = await (await fetch(`${old.url}/settings`)).text()
  const file = /\/_next\/static\/chunks\/[^"]*settings\/page-\w+\.js/.exec(html)?.[0] ?? ''
  const device = await newDevice({ baseURL: old.url, serviceWorkers: 'block' })
  const page = await device.newPage()
  // What is looked at beforehand would otherwise have come already.
  const isGone = (url: URL) => decodeURI(url.pathname) === file
  await device.route(isGone, (route) => route.fulfill({ status: 404 }))
  await register(page)
  await openForm(page)
  await fillExpense(page, { amount: '4', note: 'kept' })
  await update()
  const loads = loadsOf(page)
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(part(page, 'This very device')).toBeVisible()
  await expect.poll(loads).toBe(1)
  await page.goto('/add')
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('4')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('kept')
})

test('a page that misses a file for good says so, and does not load anew for ever', async ({
  newDevice,
  expectedComplaints,
}) => {
  expectedComplaints.push(/404 \(Not Found\).*_next\/static/, /ChunkLoadError/)
  const device = await newDevice({ baseURL: old.url, serviceWorkers: 'block' })
  const page = await device.newPage()
  await device.route(/_next\/static\/.*settings/, (route) => route.fulfill({ status: 404 }))
  await register(page)
  const loads = loadsOf(page)
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect.poll(loads).toBe(1)
  await page.goto('/')
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(part(page, 'This page could not be shown')).toBeVisible()
  await expect(page.getByText('Something went wrong here.')).toBeVisible()
  expect(loads()).toBe(2)
  // Before the server goes, which the page is still asking for its icons.
  await device.close()
})
