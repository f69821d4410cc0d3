import { expect, type Page } from 'playwright/test'
import { register } from './fixtures/person'
import { test } from './fixtures/test'

/** 10^13 minor units: 901 of them pass 2^53. */
const most = 10_000_000_000_000
const tooLarge = 'Too large to add up'

test('a sum that passes 2^53 says so wherever it stands, and is exact again once it does not', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  const { items } = await (await page.request.get('/api/v1/wallets')).json()
  const walletId = items[0].id
  const today = await page.evaluate(() => new Date().toLocaleDateString('en-CA'))
  await addMany(page, walletId, today, 901)
  await page.goto('/')
  const heading = page.getByText('Spent this month: ').locator('..')
  await expect(heading).toContainText(tooLarge)
  await expect(day(page)).toContainText(tooLarge)
  await page.getByRole('searchbox', { name: 'Search' }).fill('large')
  await expect(page.getByText('Found in all: ').locator('..')).toContainText(tooLarge)
  await page.getByRole('button', { name: 'Select all' }).click()
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText(tooLarge)

  const summary = await page.request.get(`/api/v1/summaries/monthly?month=${today.slice(0, 7)}`)
  expect(await summary.json()).toMatchObject({ total: '90100000000000.00', count: 901 })
  await page.goto('/add/plain')
  await expect(page.getByText('Spent: ').locator('..')).toContainText(tooLarge)

  // One less, and every figure is exact.
  const list = await (await page.request.get('/api/v1/expenses?limit=1')).json()
  const headers = { origin: new URL(page.url()).origin }
  const gone = await page.request.delete(`/api/v1/expenses/${list.items[0].id}`, { headers })
  expect(gone.status()).toBe(204)
  await page.reload()
  await expect(page.getByText('Spent: ').locator('..')).toContainText('90,000,000,000,000.00')
  await page.goto('/')
  await expect(heading).toContainText('90,000,000,000,000.00')
  await expect(day(page)).toContainText('90,000,000,000,000.00')
})

function day(page: Page) {
  return page.getByRole('heading', { level: 2, name: 'Today' })
}

/** Adds expenses of the largest amount, as another device would. */
async function addMany(page: Page, walletId: string, date: string, count: number) {
  const headers = { origin: new URL(page.url()).origin }
  const { items } = await (await page.request.get(`/api/v1/categories?walletId=${walletId}`)).json()
  const money = { amount: most, currency: 'EUR', rate: null, payers: null, split: null }
  const fields = { ...money, date, categoryId: items[0].id, note: 'large' }
  const clientId = crypto.randomUUID()
  for (let from = 0; from < count; from += 100) {
    const mutations = Array.from({ length: Math.min(100, count - from) }, (_, at) => ({
      id: crypto.randomUUID(),
      n: from + at + 1,
      name: 'expense.create',
      args: { walletId, id: crypto.randomUUID(), fields },
    }))
    const sync = { protocol: 1, epoch: null, userId: null, clientId, cookie: {} }
    const sent = await page.request.post('/api/sync', { headers, data: { ...sync, mutations } })
    const { acks } = await sent.json()
    expect(acks.filter((ack: { revs?: object }) => ack.revs)).toHaveLength(mutations.length)
  }
}
