import type { Page } from 'playwright/test'
import { addExpense, openForm, register } from './fixtures/person'
import { expect, test } from './fixtures/test'

const saved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()

test('an answer that is cut after the server has written saves the expense once', {
  tag: '@one-size',
}, async ({ page, expectedComplaints }) => {
  expectedComplaints.push(/Failed to load resource/)
  await register(page)
  await saved(page)
  let cuts = 3
  await page.route('**/api/sync', async (route) => {
    const { mutations } = route.request().postDataJSON() as { mutations: unknown[] }
    if (mutations.length === 0 || cuts === 0) return route.continue()
    cuts--
    // The server answers, and the answer never gets through.
    await route.fetch()
    await route.abort('connectionreset')
  })
  await openForm(page)
  await addExpense(page, { amount: '3', category: 'Home', note: 'cut' })
  await expect.poll(() => cuts).toBe(0)
  await saved(page)
  await expect(page.getByRole('listitem').filter({ hasText: 'cut' })).toHaveCount(1)
  const { items } = await (await page.request.get('/api/v1/expenses')).json()
  expect(items).toHaveLength(1)
})

test('a browser that keeps nothing is told so, and led to the form that works without', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError')
    }
  })
  await page.goto('/')
  await expect(page.getByText('does not let TrackThatMoney keep data')).toBeVisible()
  await page.getByRole('link', { name: 'Use the plain form' }).click()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeVisible()
})

for (const database of ['there', 'refused as well']) {
  test(`a browser that blocks site data is told what cannot be, its database ${database}`, async ({
    page,
  }) => {
    await register(page)
    await page.addInitScript((refused) => {
      const deny = () => {
        throw new DOMException('denied', 'SecurityError')
      }
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, { get: deny })
      }
      if (refused) IDBFactory.prototype.open = deny
    }, database !== 'there')
    for (const path of ['/', '/add', '/settings']) {
      await page.goto(path)
      await expect(page.getByText('does not let TrackThatMoney keep data'), path).toBeVisible()
    }
    await page.getByRole('link', { name: 'Use the plain form' }).click()
    await expect(page.getByRole('textbox', { name: 'Amount' })).toBeVisible()
  })
}

test('a full disk keeps what was typed in the form and says so', { tag: '@one-size' }, async ({
  page,
}) => {
  await register(page)
  await openForm(page)
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put
    Object.assign(window, { put })
    IDBObjectStore.prototype.put = function (...args) {
      if (this.name === 'outbox') throw new DOMException('full', 'QuotaExceededError')
      return put.apply(this, args)
    }
  })
  await addExpense(page, { amount: '3', category: 'Home', note: 'no room' })
  await expect(page.getByText('It could not be saved on this device')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('no room')
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = (window as unknown as { put: IDBObjectStore['put'] }).put
  })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'no room' })).toHaveCount(1)
  await saved(page)
})
