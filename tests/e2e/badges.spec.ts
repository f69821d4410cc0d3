import type { Page } from 'playwright/test'
import { addExpense, openForm, register } from './fixtures/person'
import { violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

const badge = 'Not sent yet'
const line = (page: Page, text: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: text })
const saved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()

test('every line that is not sent says so until it is: of the history, the trash and the categories', {
  tag: '@one-size',
}, async ({ page, expectedComplaints }) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  const trash = async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Trash' }).click()
    await expect(page.getByRole('heading', { name: 'Trash' })).toBeVisible()
  }
  const categories = async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Edit categories' }).click()
    await expect(page.getByRole('heading', { name: 'Categories' })).toBeVisible()
  }
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '1', category: 'Home', note: 'a lamp' })
  await expect(line(page, 'a lamp')).toBeVisible()
  await saved(page)
  await expect(line(page, 'a lamp')).not.toContainText(badge)
  await page.route('**/api/sync', (route) => route.abort('internetdisconnected'))
  await openForm(page)
  await addExpense(page, { amount: '2', category: 'Home', note: 'a chair' })
  await expect(line(page, 'a chair')).toContainText(badge)
  await expect(line(page, 'a lamp')).not.toContainText(badge)
  await line(page, 'a lamp').getByRole('link').click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await trash()
  await expect(line(page, 'a lamp')).toContainText(badge)
  expect(await violations(page), 'trash').toEqual([])
  await categories()
  await page.getByRole('link', { name: 'New category' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Bees')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(line(page, 'Bees')).toContainText(badge)
  await expect(line(page, 'Travel')).not.toContainText(badge)
  expect(await violations(page), 'categories').toEqual([])
  await page.unroute('**/api/sync')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await saved(page)
  await expect(line(page, 'Bees')).toBeVisible()
  await expect(line(page, 'Bees')).not.toContainText(badge)
  await trash()
  await expect(line(page, 'a lamp')).toBeVisible()
  await expect(line(page, 'a lamp')).not.toContainText(badge)
  await page.getByRole('link', { name: 'History' }).click()
  await expect(line(page, 'a chair')).toBeVisible()
  await expect(line(page, 'a chair')).not.toContainText(badge)
})
