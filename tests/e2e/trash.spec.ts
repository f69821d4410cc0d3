import type { Page } from 'playwright/test'
import { addExpense, openForm, register } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

const row = (page: Page, text: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: text })
const status = (page: Page, text: string) =>
  expect(page.getByRole('status').filter({ hasText: text })).toBeVisible()

async function add(page: Page, amount: string, note: string) {
  await openForm(page)
  await addExpense(page, { amount, category: 'Home', note })
  await expect(row(page, note)).toBeVisible()
}

async function remove(page: Page, note: string) {
  await row(page, note).getByRole('link').click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(row(page, note)).toHaveCount(0)
}

async function toTrash(page: Page) {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Trash' }).click()
  await expect(page.getByRole('heading', { name: 'Trash' })).toBeVisible()
}

test('what was deleted is in the trash, the newest deletion first, and comes back from there', async ({
  page,
}) => {
  await register(page)
  await add(page, '1', 'a lamp')
  await add(page, '2', 'a chair')
  await toTrash(page)
  await expect(page.getByText('The trash is empty')).toBeVisible()
  expect(await violations(page), 'empty').toEqual([])
  await page.getByRole('link', { name: 'History' }).click()
  await remove(page, 'a chair')
  await remove(page, 'a lamp')
  await toTrash(page)
  await expect(page.getByRole('main').getByRole('listitem')).toContainText(['a lamp', 'a chair'])
  await expect(row(page, 'a lamp')).toContainText('€1.00')
  await expect(row(page, 'a lamp')).toContainText('30 days left')
  await expect(row(page, 'a lamp')).toContainText('Deleted today at')
  expect(await violations(page), 'filled').toEqual([])
  await page.setViewportSize({ width: 320, height: 800 })
  expect(await sideways(page)).toBe(0)
  await row(page, 'a lamp').getByRole('button', { name: 'Restore' }).click()
  await expect(row(page, 'a lamp')).toHaveCount(0)
  await status(page, 'All changes saved')
  await page.getByRole('link', { name: 'History' }).click()
  await expect(row(page, 'a lamp')).toContainText('1.00')
  await expect(row(page, 'a chair')).toHaveCount(0)
})

test('an expense that was moved to another wallet is not in the trash', async ({ page }) => {
  await register(page)
  await add(page, '1', 'a lamp')
  await add(page, '2', 'a chair')
  await status(page, 'All changes saved')
  await remove(page, 'a chair')
  await status(page, 'All changes saved')
  const headers = { origin: new URL(page.url()).origin }
  const made = await page.request.post('/api/v1/wallets', {
    data: { name: 'Other', currency: 'EUR' },
    headers,
  })
  const { id: walletId } = await made.json()
  const { items } = await (await page.request.get('/api/v1/expenses')).json()
  const moved = await page.request.patch(`/api/v1/expenses/${items[0].id}`, {
    data: { walletId },
    headers,
  })
  expect(moved.status()).toBe(200)
  await expect(row(page, 'a lamp')).toHaveCount(0)
  await status(page, 'All changes saved')
  await toTrash(page)
  await expect(row(page, 'a chair')).toHaveCount(1)
  await expect(row(page, 'a lamp')).toHaveCount(0)
})

test('a restore that the server refuses later leaves the expense in the trash and says why', async ({
  page,
  context,
  newDevice,
  expectedComplaints,
}) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  const { email, password } = await register(page)
  await add(page, '1', 'a lamp')
  await remove(page, 'a lamp')
  await toTrash(page)
  await status(page, 'All changes saved')
  await context.setOffline(true)
  await row(page, 'a lamp').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  // Meanwhile a script gives the wallet, which holds no other expense, another currency.
  const { request } = await newDevice()
  const signed = await request.post('/api/v1/auth/token', { data: { email, password } })
  const { accessToken } = await signed.json()
  const headers = { authorization: `Bearer ${accessToken}` }
  const { items } = await (await request.get('/api/v1/wallets', { headers })).json()
  const data = { currency: 'CHF' }
  await request.patch(`/api/v1/wallets/${items[0].id}`, { headers, data })
  await context.setOffline(false)
  await status(page, '1 needs your attention')
  await expect(row(page, 'a lamp')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Inbox' }).click()
  await expect(row(page, 'Restore 1.00 EUR')).toContainText('The server did not take it')
})

test('the history of an expense says who changed what, and leads back to any state', async ({
  page,
  context,
  expectedComplaints,
}) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  const person = await register(page)
  await add(page, '1', 'a lamp')
  await row(page, 'a lamp').getByRole('link').click()
  await addExpense(page, { amount: '2.50', note: 'a green lamp' })
  await status(page, 'All changes saved')
  const { items } = await (await page.request.get('/api/v1/expenses')).json()
  const { email, password } = person
  const signed = await page.request.post('/api/v1/auth/token', { data: { email, password } })
  const headers = { authorization: `Bearer ${(await signed.json()).accessToken}` }
  const data = { category: 'Travel' }
  await page.request.patch(`/api/v1/expenses/${items[0].id}`, { headers, data })
  await expect(row(page, 'a green lamp')).toContainText('Travel')
  await row(page, 'a green lamp').getByRole('link').click()
  await page.getByRole('button', { name: 'History' }).click()
  const steps = page.locator('#expense-history').getByRole('listitem')
  await expect(steps).toHaveCount(3)
  await expect(steps.nth(0)).toContainText(/Changed by a script \(.+\), today at/)
  await expect(steps.nth(0)).toContainText('Home to Travel')
  await expect(steps.nth(1)).toContainText('Changed by this device, today at')
  await expect(steps.nth(1)).toContainText('€1.00 to €2.50')
  await expect(steps.nth(1)).toContainText('a lamp to a green lamp')
  await expect(steps.nth(2)).toContainText('Added by this device')
  await expect(steps.nth(0).getByRole('button')).toHaveCount(0)
  expect(await violations(page), 'history of an expense').toEqual([])
  await page.setViewportSize({ width: 320, height: 800 })
  expect(await sideways(page)).toBe(0)
  await steps.nth(2).getByRole('button', { name: 'Go back to this' }).click()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('1.00')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('a lamp')
  await expect(page.getByRole('radio', { name: 'Home' })).toBeChecked()
  await expect(steps).toHaveCount(4)
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(row(page, 'a lamp')).toContainText('1.00')
  await context.setOffline(true)
  await row(page, 'a lamp').getByRole('link').click()
  await page.getByRole('button', { name: 'History' }).click()
  await expect(page.getByText('The history needs the network.')).toBeVisible()
  await context.setOffline(false)
  await expect(steps).toHaveCount(4)
})
