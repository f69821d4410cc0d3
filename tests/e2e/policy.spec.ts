import type { Page, Response } from 'playwright/test'
import { appPages, offlinePage } from '@/lib/core/app-pages'
import { register } from './fixtures/person'
import { expect, test } from './fixtures/test'

const ready = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true))

/** What may run on a page that was answered so. */
async function scriptsOf(response: Response | null): Promise<string> {
  const policy = (await response?.allHeaders())?.['content-security-policy'] ?? ''
  return /script-src ([^;]*)/.exec(policy)?.[1] ?? 'anything'
}

test('no page allows inline scripts, and none complains of its policy', async ({ page }) => {
  const hashes = /^'self'( 'sha256-[^']+')+$/
  // The hash is that of the script that shows the theme.
  const nonce = /^'self' 'nonce-[^']+' 'strict-dynamic' 'sha256-[^']+'$/
  for (const path of ['/signin', '/register', '/reset', '/docs']) {
    expect(await scriptsOf(await page.goto(path)), path).toMatch(nonce)
  }
  await register(page)
  await ready(page)
  expect(await scriptsOf(await page.goto('/add/plain'))).toMatch(nonce)
  for (const path of appPages) {
    const response = await page.goto(path)
    expect(response?.fromServiceWorker(), path).toBe(true)
    expect(await scriptsOf(response), path).toMatch(hashes)
    await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  }
  expect(await scriptsOf(await page.goto(offlinePage))).toMatch(hashes)
  await page.goto('/')
  for (const name of ['Settings', 'Add expense']) {
    await page.getByRole('link', { name }).first().click()
    await expect(page).toHaveTitle(new RegExp(name))
  }
  await page.keyboard.press('Escape')
  await expect(page).toHaveTitle(/History/)
})

test('a script that was planted into a page of the worker, or into an open page, does not run', async ({
  page,
  complaints,
  expectedComplaints,
}) => {
  expectedComplaints.push(/Content Security Policy/)
  await register(page)
  await ready(page)
  // As the page comes, and as a control without its policy.
  for (const withPolicy of [true, false]) {
    await page.evaluate(plant, withPolicy)
    const response = await page.goto('/settings')
    expect(response?.fromServiceWorker()).toBe(true)
    await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
    expect(await page.evaluate(() => 'planted' in window)).toBe(!withPolicy)
    expect(complaints).toHaveLength(1)
  }
  await page.goto('/')
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.planted = true'
    document.body.append(script)
  })
  expect(await page.evaluate(() => 'planted' in window)).toBe(false)
  expect(complaints).toHaveLength(2)
})

/** Runs in a page. */
async function plant(withPolicy: boolean): Promise<void> {
  const [name = ''] = await caches.keys()
  const cache = await caches.open(name)
  const kept = await cache.match('/settings')
  if (!kept) throw new Error('The page is not kept.')
  const headers = new Headers(kept.headers)
  if (!withPolicy) headers.delete('content-security-policy')
  const html = (await kept.text()).replace('<body', '<script>window.planted = true</script><body')
  await cache.put('/settings', new Response(html, { headers }))
}
