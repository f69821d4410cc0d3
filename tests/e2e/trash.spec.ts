import type { Page } from 'playwright/test'
import { toInbox } from './fixtures/apart'
import { addExpense, openForm, register, signIn } from './fixtures/person'
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

test('what was deleted is in the trash, the newest deletion first, and comes back from there', {
  tag: '@one-size',
}, async ({ page }) => {
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

test('what a script deletes is in the trash too, with its history, and a restore survives a reload', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await add(page, '1', 'a lamp')
  await status(page, 'All changes saved')
  const headers = { origin: new URL(page.url()).origin }
  const { items } = await (await page.request.get('/api/v1/expenses')).json()
  await page.request.patch(`/api/v1/expenses/${items[0].id}`, { headers, data: { amount: '2' } })
  await expect(row(page, 'a lamp')).toContainText('2.00')
  await page.request.delete(`/api/v1/expenses/${items[0].id}`, { headers })
  await expect(row(page, 'a lamp')).toHaveCount(0)
  await toTrash(page)
  const lamp = row(page, 'a lamp').first()
  await lamp.getByRole('button', { name: 'Changes of a lamp' }).click()
  const steps = lamp.getByRole('listitem')
  await expect(steps).toHaveCount(3)
  await expect(steps.nth(0)).toContainText('Deleted by a script')
  await expect(steps.nth(1)).toContainText('€1.00 to €2.00')
  // What is deleted is restored first, and then changed.
  await expect(steps.getByRole('button')).toHaveCount(0)
  expect(await violations(page), 'history').toEqual([])
  await page.setViewportSize({ width: 320, height: 800 })
  expect(await sideways(page)).toBe(0)
  await lamp.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await status(page, 'All changes saved')
  await page.goto('/')
  await expect(row(page, 'a lamp')).toContainText('2.00')
  await page.reload()
  await expect(row(page, 'a lamp')).toContainText('2.00')
})

test('a device whose clock is years ahead or behind shows the trash and restores from it', {
  tag: '@one-size',
}, async ({ page, newDevice, baseURL, expectedComplaints }) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  const person = await register(page)
  await add(page, '1', 'a lamp')
  await add(page, '2', 'a chair')
  await remove(page, 'a lamp')
  await status(page, 'All changes saved')
  for (const year of [2040, 2019]) {
    const off = await (await newDevice({ ...(baseURL && { baseURL }) })).newPage()
    await off.clock.install({ time: new Date(`${year}-03-01T12:00:00Z`) })
    await signIn(off, person)
    await expect(row(off, 'a chair')).toBeVisible()
    await toTrash(off)
    await expect(row(off, 'a lamp')).toContainText('30 days left')
    await row(off, 'a lamp').getByRole('button', { name: 'Restore' }).click()
    await expect(row(page, 'a lamp')).toContainText('1.00')
    // What it deletes itself is there before the server has said when that was.
    await off.route('**/api/sync', (route) => route.abort('internetdisconnected'))
    await off.getByRole('link', { name: 'History' }).click()
    await remove(off, 'a lamp')
    await toTrash(off)
    await expect(row(off, 'a lamp')).toContainText('30 days left')
    await off.unroute('**/api/sync')
    await off.evaluate(() => dispatchEvent(new Event('online')))
    await expect(row(page, 'a lamp')).toHaveCount(0)
    await off.close()
  }
})

test('an expense that was moved to another wallet is not in the trash', {
  tag: '@one-size',
}, async ({ page }) => {
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

test('a restore that the server refuses later leaves the expense in the trash and says why', {
  tag: '@one-size',
}, async ({ page, context, newDevice, expectedComplaints }) => {
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
  await toInbox(page)
  await expect(row(page, 'Restore 1.00 EUR')).toContainText('The server did not take it')
})

test('the changes of an expense say who changed what, and lead back to any state', async ({
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
  await page.getByRole('button', { name: 'Changes' }).click()
  const steps = page.locator('#expense-changes').getByRole('listitem')
  await expect(steps).toHaveCount(3)
  await expect(steps.nth(0)).toBeInViewport({ ratio: 1 })
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
  await page.getByRole('button', { name: 'Changes' }).click()
  await expect(page.getByText('The changes need the network.')).toBeVisible()
  await context.setOffline(false)
  await expect(steps).toHaveCount(4)
})

test('the changes of an expense go on in the wallet that it was moved to', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await add(page, '1', 'a lamp')
  await status(page, 'All changes saved')
  const headers = { origin: new URL(page.url()).origin }
  const { request } = page
  const made = await request.post('/api/v1/wallets', {
    data: { name: 'Other', currency: 'EUR' },
    headers,
  })
  const { id: walletId } = await made.json()
  const { items } = await (await request.get('/api/v1/expenses')).json()
  const path = `/api/v1/expenses/${items[0].id}`
  await request.patch(path, { data: { note: 'a green lamp' }, headers })
  await request.patch(path, { data: { walletId, category: 'Travel', amount: '3' }, headers })
  await expect(row(page, 'lamp')).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Wallet' }).selectOption({ label: 'Other · EUR' })
  await row(page, 'a green lamp').getByRole('link').click()
  await page.getByRole('button', { name: 'Changes' }).click()
  const steps = page.locator('#expense-changes').getByRole('listitem')
  await expect(steps).toHaveCount(3)
  await expect(steps.nth(0)).toContainText(/Moved from Personal by a script \(.+\), today at/)
  await expect(steps.nth(0)).toContainText('Home to Travel')
  await expect(steps.nth(0)).toContainText('€1.00 to €3.00')
  await expect(steps.nth(0)).not.toContainText('Note')
  await expect(steps.nth(1)).toContainText('a lamp to a green lamp')
  await expect(steps.nth(2)).toContainText('Added by this device')
  await expect(steps.nth(2)).toContainText('Home')
  // What it was in another wallet is no state of this one to go back to.
  await expect(steps.getByRole('button')).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Note' }).fill('a red lamp')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await row(page, 'a red lamp').getByRole('link').click()
  await page.getByRole('button', { name: 'Changes' }).click()
  await expect(steps).toHaveCount(4)
  await expect(steps.getByRole('button', { name: 'Go back to this' })).toHaveCount(1)
  await steps.nth(1).getByRole('button', { name: 'Go back to this' }).click()
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('a green lamp')
})
