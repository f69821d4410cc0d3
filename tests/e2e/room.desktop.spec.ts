import type { Page } from 'playwright/test'
import { makeMany } from './fixtures/many'
import { register } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

/** The browser's own text size, as its settings change it; 16 is usual. */
async function textSize(page: Page, standard: number): Promise<void> {
  const client = await page.context().newCDPSession(page)
  await client.send('Page.setFontSizes', { fontSizes: { standard } })
}

/** By how many pixels lines of the list lie over the next ones, at most. */
function overlap(page: Page): Promise<number> {
  return page.locator('#history').evaluate((list) => {
    const boxes = [...list.querySelectorAll('h2, li')]
      .map((line) => line.getBoundingClientRect())
      .sort((a, b) => a.top - b.top)
    return Math.max(...boxes.slice(1).map(({ top }, at) => (boxes[at]?.bottom ?? 0) - top))
  })
}

test('two hundred categories among the filters leave room for the list, and for the way out', async ({
  page,
}) => {
  await register(page)
  await makeMany(page, 190)
  await page.getByRole('button', { name: 'Filters' }).click()
  await expect(page.getByRole('button', { name: 'Number 189', exact: true })).toBeAttached()
  await expect(page.getByRole('button', { name: 'Done' })).toBeInViewport({ ratio: 1 })
  const list = await page.locator('#history').boundingBox()
  expect(list?.height).toBeGreaterThan(200)
})

test('in larger text the lines of the list keep apart, and its end can be reached', async ({
  page,
}) => {
  await register(page)
  const headers = { origin: new URL(page.url()).origin, 'sec-fetch-site': 'same-origin' }
  for (let day = 1; day <= 20; day++) {
    const date = `2026-10-${String(day).padStart(2, '0')}`
    for (const amount of ['1', '2', '3']) {
      const data = { amount, category: 'Dining', note: `lunch ${day}`, date }
      expect((await page.request.post('/api/v1/expenses', { headers, data })).status()).toBe(201)
    }
  }
  await expect(rows(page).first()).toContainText('lunch 20')
  for (const size of [32, 24]) {
    await textSize(page, size)
    await expect(rows(page).first()).toHaveCSS('height', `${size * 4}px`)
    await page.locator('#history').evaluate((list) => list.scrollTo({ top: 0 }))
    await expect(rows(page).filter({ hasText: 'lunch 20' }).first()).toBeInViewport()
    expect(await overlap(page), `at the top, ${size}`).toBeLessThan(1)
    await page.locator('#history').evaluate((list) => list.scrollTo({ top: 1e6 }))
    await expect(
      rows(page)
        .filter({ hasText: /^lunch 1\D/ })
        .last(),
    ).toBeInViewport()
    expect(await overlap(page), `at the end, ${size}`).toBeLessThan(1)
    await page.reload()
    await expect(rows(page).first()).toBeVisible()
    expect(await overlap(page), `opened anew, ${size}`).toBeLessThan(1)
  }
})

test('at twice the size, a window of a laptop scrolls no screen sideways', async ({ page }) => {
  await register(page)
  await page.setViewportSize({ width: 720, height: 450 })
  for (const [path, heading] of [
    ['/', 'Write down your first expense'],
    ['/add', 'Add expense'],
    ['/settings', 'Settings'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
    expect(await sideways(page), path).toBe(0)
    expect(await violations(page), path).toEqual([])
  }
})
