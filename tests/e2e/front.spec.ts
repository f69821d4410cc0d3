import type { ServerResponse } from 'node:http'
import type { Page } from 'playwright/test'
import { Front, page as gatePage, toGate } from './fixtures/front'
import { addExpense, openForm } from './fixtures/person'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

let front: Front

test.beforeEach(async ({ expectedComplaints }) => {
  front = await Front.before(process.env.BASE_URL ?? '')
  expectedComplaints.push(/Failed to load resource|Content Security Policy|MIME type|EventSource/)
})
test.afterEach(() => front.close())

const status = (page: Page) => page.getByRole('status').filter({ hasText: /./ })
const says = (page: Page, text: string | RegExp) => expect(status(page).first()).toContainText(text)

async function add(page: Page, note: string): Promise<void> {
  await openForm(page)
  await addExpense(page, { amount: '3', category: 'Home', note })
  await expect(rows(page).filter({ hasText: note })).toHaveCount(1)
}

async function signUp(page: Page): Promise<void> {
  await page.goto(`${front.url}/register`)
  await page
    .getByRole('textbox', { name: 'Email' })
    .fill(`front-${crypto.randomUUID()}@example.org`)
  await page.getByRole('textbox', { name: 'Password' }).fill('a sentence nobody guesses')
  await page.getByRole('button', { name: 'Create account' }).click()
  await says(page, 'All changes saved')
}

/** A device that came through and keeps the app, with its worker. */
async function arrive(page: Page): Promise<void> {
  await signUp(page)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.reload()
  await says(page, 'All changes saved')
}

const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
const html = (status: number) => (response: ServerResponse) => gatePage(response, status, 'Stop')

const wantsSignIn = {
  'leads elsewhere on this site': toGate(),
  'leads to another site': toGate('http://localhost:9'),
  'says 401': html(401),
  'says 403': html(403),
  'says 200 and shows a page': html(200),
  'says 200 in JSON of its own': json(200, { ok: true }),
  'says 401 in JSON with a code like ours': json(401, { code: 'session_revoked', status: 401 }),
  'says 403 in JSON with a code like ours': json(403, { code: 'other_account', detail: 'Go.' }),
}
const isBroken = { 'says 502': html(502), 'says 404': html(404), 'says 503 in JSON': json(503, {}) }

test('whatever a gate before the server answers, the status says so, and all that is written stays', {
  tag: '@one-size',
}, async ({ page }) => {
  await arrive(page)
  let waiting = 0
  for (const [answers, text] of [
    [wantsSignIn, 'something in front wants a sign-in'],
    [isBroken, 'something in front is broken'],
  ] as const) {
    for (const [name, answer] of Object.entries(answers)) {
      front.answer = answer
      await add(page, name)
      waiting++
      await says(page, text)
      await says(page, `${waiting} waiting, safe on this device`)
      await expect(page.getByRole('link', { name: text }), name).toHaveAttribute('href', '/enter')
    }
  }
  // A cold start as well, which comes from the worker.
  await page.reload()
  await says(page, 'something in front is broken')
  await expect(rows(page)).toHaveCount(waiting)
  front.answer = undefined
  await says(page, 'All changes saved')
  const { items } = await (await page.request.get(`${front.url}/api/v1/expenses`)).json()
  expect(items).toHaveLength(waiting)
})

test('the link in the status leads past the worker to the gate, and from there back to all that waited', {
  tag: '@one-size',
}, async ({ page, context }) => {
  await arrive(page)
  const second = await context.newPage()
  await second.goto(front.url)
  front.answer = toGate()
  await add(page, 'written before the gate')
  const link = page.getByRole('link', { name: 'wants a sign-in' })
  await expect(link).toBeVisible()
  await link.click()
  await expect(page.getByRole('heading', { name: 'The gate' })).toBeVisible()
  await page.getByRole('link', { name: 'Sign in to the gate' }).click()
  await expect(page).toHaveURL(`${front.url}/`)
  await expect(rows(page).filter({ hasText: 'written before the gate' })).toHaveCount(1)
  await says(page, 'All changes saved')
  await expect(rows(second).filter({ hasText: 'written before the gate' })).toHaveCount(1)
  await says(second, 'All changes saved')
})

test('what only the server can do says what stands before it, and no gate signs a device out', {
  tag: '@one-size',
}, async ({ page }) => {
  await arrive(page)
  await add(page, 'stays')
  await says(page, 'All changes saved')
  await page.goto(`${front.url}/settings/account`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada')
  front.answer = html(200)
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByRole('form', { name: 'Name' }).getByRole('alert')).toContainText(
    'something in front wants a sign-in',
  )
  await page.goto(`${front.url}/settings/devices`)
  await expect(page.getByText('something in front wants a sign-in').first()).toBeVisible()
  // The session is not ended by a 401 that is not ours.
  front.answer = html(401)
  await page.goto(`${front.url}/settings`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('To end the session too, the server must be reached')).toBeVisible()
  await expect(page.getByRole('link', { name: 'stands before the server' })).toBeVisible()
  front.answer = undefined
  await page.getByRole('button', { name: 'Load the page again' }).click()
  await expect(page).toHaveURL(/signin/)
  expect((await page.request.get(`${front.url}/api/v1/me`)).status()).toBe(401)
})

test('a worker keeps no page of a gate in place of a file', {
  tag: '@one-size',
}, async ({ page }) => {
  let met = 0
  // The gate's session ends just when the worker fetches what it keeps.
  front.answer = (response, { url = '', headers }) => {
    if (!url.startsWith('/_next/') || headers['sec-fetch-dest'] !== 'empty') return false
    met++
    gatePage(response, 200, 'Stop')
    return true
  }
  await signUp(page)
  await expect.poll(() => met).toBeGreaterThan(0)
  front.answer = undefined
  await page.reload()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  const pages = await page.evaluate(async () => {
    const found: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const type = (await cache.match(request))?.headers.get('content-type') ?? ''
        if (request.url.includes('/_next/') && type.includes('html')) found.push(request.url)
      }
    }
    return found
  })
  expect(pages).toEqual([])
})
