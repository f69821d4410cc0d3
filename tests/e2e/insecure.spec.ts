import type { Page } from 'playwright/test'
import { addExpense, openForm, register, signIn } from './fixtures/person'
import { violations } from './fixtures/screen'
import { test as base, expect } from './fixtures/test'

// A page that another machine opens over plain http: browsers hide from it what only secure origins get. The name leads
// to the loopback, so that nothing here listens anywhere else.

const host = 'ttm.test'

const test = base.extend<object>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
  baseURL: ({}, use) => use((process.env.BASE_URL ?? '').replace('127.0.0.1', host)),
})

test.use({
  launchOptions: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
    async ({}, use, { project }) => {
      const options = project.use.launchOptions ?? {}
      const args = [...(options.args ?? []), `--host-resolver-rules=MAP ${host} 127.0.0.1`]
      await use({ ...options, args })
    },
    { scope: 'worker' },
  ],
})

const row = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })
const saved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()

test('over plain http on another machine the app works online, and says once what cannot work', async ({
  page,
  newDevice,
  expectedComplaints,
}) => {
  // Of the tab that another one signs out.
  expectedComplaints.push(/401 \(Unauthorized\).*api\/sync/)
  const person = await register(page)
  expect(
    await page.evaluate(() => [
      window.isSecureContext,
      ...['serviceWorker', 'locks', 'storage'].map((name) => name in navigator),
      ...['caches' in window, 'randomUUID' in crypto],
    ]),
  ).toEqual([false, false, false, false, false, false])
  await expect(page.getByText('Over plain http the app works only online')).toBeVisible()
  await page.getByRole('button', { name: 'Why?' }).click()
  await expect(page.getByText(/came over plain http.*README/)).toBeVisible()
  await page.getByRole('link', { name: 'History' }).click()
  await openForm(page)
  await addExpense(page, { amount: '2,55', category: 'Groceries', note: 'milk' })
  await expect(row(page, 'milk')).toContainText('2.55')
  await saved(page)

  const other = await (await newDevice()).newPage()
  await signIn(other, person)
  await expect(row(other, 'milk')).toContainText('2.55')
  await row(page, 'milk').getByRole('link').click()
  await addExpense(page, { note: 'oat milk' })
  await expect(row(other, 'oat milk')).toBeVisible()

  // A tab is open in the background; of the news that it does not hear it asks when it is seen again.
  const second = await page.context().newPage()
  await second.goto('/settings')
  await expect(second.getByText(/came over plain http/)).toBeVisible()
  await expect(second.getByText('works only online')).toHaveCount(0)
  expect(await violations(second)).toEqual([])
  await second.getByRole('button', { name: 'Sign out' }).click()
  await expect(second).toHaveURL(/signin/)
  await expect(page).toHaveURL(/signin/)
})

test('many tabs over plain http leave each other room to talk to the server', async ({ page }) => {
  await register(page)
  await saved(page)
  let last = page
  for (let tab = 0; tab < 7; tab++) {
    // Here every tab would be seen; a person sees one.
    await last.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    last = await page.context().newPage()
    await last.goto('/')
    await saved(last)
  }
  await last.goto('/add?amount=3&note=last&category=Home')
  await last.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(row(last, 'last')).toContainText('3.00')
  await saved(last)
})
