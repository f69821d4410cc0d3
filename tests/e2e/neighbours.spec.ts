import type { BrowserContext, Page } from 'playwright/test'
import { type RunningServer, startServer } from '@/tests/support/server'
import { addExpense, openForm, register, signIn } from './fixtures/person'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

// Browsers give the cookies of a host to all of its ports: a second copy of the app is a neighbour, and so is anything else.

let other: RunningServer

test.beforeAll(async () => {
  other = await startServer()
})
test.afterAll(() => other?.stop())

const saved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()

async function add(page: Page, note: string): Promise<void> {
  await openForm(page)
  await addExpense(page, { amount: '3', category: 'Home', note })
  await expect(rows(page).filter({ hasText: note })).toHaveCount(1)
  await saved(page)
}

const kept = async (page: Page, note: string) => {
  await page.reload()
  await expect(rows(page).filter({ hasText: note })).toHaveCount(1)
  await saved(page)
}

test('two servers on two ports of a host each keep their own person signed in', {
  tag: '@one-size',
}, async ({ page, context, expectedComplaints }) => {
  // The app that finds its person gone ends a session that is over.
  expectedComplaints.push(/401 \(Unauthorized\).*auth\/sign-out/)
  const ada = await register(page)
  await add(page, 'of Ada')
  const second = await context.newPage()
  await second.goto(`${other.url}/register`)
  await second.getByRole('textbox', { name: 'Email' }).fill('bob@example.org')
  await second.getByRole('textbox', { name: 'Password' }).fill('a sentence nobody guesses')
  await second.getByRole('button', { name: 'Create account' }).click()
  await expect(second).toHaveURL(`${other.url}/`)
  await add(second, 'of Bob')
  await kept(page, 'of Ada')
  await kept(second, 'of Bob')
  // Signing out of one, in the app and on the plain page, is nothing to the other.
  await second.goto(`${other.url}/add/plain`)
  await second.getByRole('button', { name: 'Sign out' }).click()
  await expect(second.getByText('You are signed out.')).toBeVisible()
  await kept(page, 'of Ada')
  await second.goto(other.url)
  await expect(second).toHaveURL(/signin/)
  await kept(page, 'of Ada')
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/signin/)
  await signIn(page, ada)
  await kept(page, 'of Ada')
})

/** The cookies that tell the app of an arrival, as any page of any port of the host could set them. */
async function plant(context: BrowserContext, names: string[], value: string): Promise<void> {
  const { hostname } = new URL(process.env.BASE_URL ?? '')
  await context.addCookies(names.map((name) => ({ name, value, domain: hostname, path: '/' })))
}

test('what a neighbour plants as our cookies takes nothing off the device and bars nobody, online or not', {
  tag: '@one-size',
}, async ({ page, context, expectedComplaints }) => {
  expectedComplaints.push(/Failed to load resource|ERR_INTERNET_DISCONNECTED/)
  const seen = new Set<string>()
  page.on('response', async (response) => {
    for (const { name, value } of await response.headersArray().catch(() => [])) {
      const found = /^([^=]*arrived[^=]*)=(.+?);/.exec(
        name.toLowerCase() === 'set-cookie' ? value : '',
      )
      if (found?.[1]) seen.add(found[1])
    }
  })
  await register(page)
  await add(page, 'stays')
  await expect.poll(() => seen.size).toBe(1)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  const names = ['ttm-arrived', ...seen]
  const stranger = crypto.randomUUID()
  for (const value of ['.leave', `${stranger}.keep`, `${stranger}.leave`, 'a.b.c', '']) {
    await plant(context, names, value)
    await kept(page, 'stays')
    await plant(context, names, value)
    await context.setOffline(true)
    await page.reload()
    await expect(rows(page).filter({ hasText: 'stays' }), value).toHaveCount(1)
    await context.setOffline(false)
    await kept(page, 'stays')
  }
  // Beside the real session cookie, under a longer path, which browsers send first.
  const session = (await context.cookies()).find(({ name }) => name.endsWith('-session'))
  expect(session?.httpOnly).toBe(true)
  const { hostname } = new URL(process.env.BASE_URL ?? '')
  await context.addCookies([
    { name: session?.name ?? '', value: 'x.y.z', domain: hostname, path: '/api' },
    { name: 'ttm-session', value: 'x.y.z', domain: hostname, path: '/' },
  ])
  await add(page, 'after all')
  await kept(page, 'stays')
  // Nothing was noted that takes effect when the browser is closed.
  await page.goto('/settings')
  await expect(page.getByText('Your data goes from this device')).toHaveCount(0)
})

test('whoever is signed in by the cookie of an older version, or of another place of the data, stays so', {
  tag: '@one-size',
}, async ({ page, context }) => {
  await register(page)
  await add(page, 'from before')
  const cookies = await context.cookies()
  const session = cookies.find(({ name }) => name.endsWith('-session'))
  expect(session?.name).toMatch(/^ttm-[\w-]{8}-session$/)
  for (const name of ['ttm-elsewher-session', 'ttm-session']) {
    await context.clearCookies()
    await context.addCookies([{ ...session, name, value: session?.value ?? '' } as never])
    await kept(page, 'from before')
  }
  await add(page, 'from after')
  await page.goto('/add/plain')
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeVisible()
})
