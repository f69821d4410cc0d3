import type { Page } from 'playwright/test'
import { addExpense, openForm, register } from './fixtures/person'
import { expect, test } from './fixtures/test'

const row = (page: Page, text: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: text })
const rows = (page: Page) =>
  page.getByRole('list', { name: 'Categories', exact: true }).getByRole('link')
const line = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const undo = async (page: Page, done: string) => {
  await expect(page.getByText(done, { exact: true })).toBeVisible()
  await press(page, 'Undo')
  await expect(page.getByText(done, { exact: true })).toHaveCount(0)
}

test('a category that was added, changed, moved or separated is as before after Undo', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await page.goto('/settings/categories')
  await line(page, 'New category').click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Coffee')
  await press(page, 'Save')
  await expect(rows(page)).toHaveCount(11)
  await undo(page, 'Added Coffee')
  await expect(rows(page)).toHaveCount(10)

  await line(page, 'Home').click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Flat')
  const teal = page.getByRole('radiogroup', { name: 'Colour' }).getByRole('radio', { name: 'Teal' })
  await teal.check({ force: true })
  await press(page, 'Save')
  await expect(line(page, 'Flat')).toBeVisible()
  await undo(page, 'Changed Flat')
  await line(page, 'Home').click()
  await expect(teal).not.toBeChecked()
  await press(page, 'Move down')
  await undo(page, 'Home is number 5 of 10 now.')
  await expect(page.getByText('Number 4 of 10.')).toBeVisible()

  await press(page, 'Merge into another category…')
  await page.getByRole('combobox', { name: 'Merge into' }).selectOption('Travel')
  await press(page, 'Merge')
  await line(page, 'Travel').click()
  await press(page, 'Separate Home')
  await expect(page.getByRole('heading', { name: 'Merged into it' })).toHaveCount(0)
  await undo(page, 'Separated Home from Travel')
  await expect(page.getByRole('heading', { name: 'Merged into it' })).toBeVisible()
})

test('what came back from the trash or to what it was goes again after Undo', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '1', category: 'Home', note: 'a lamp' })
  await row(page, 'a lamp').getByRole('link').click()
  await addExpense(page, { amount: '2.50' })
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  await row(page, 'a lamp').getByRole('link').click()
  await press(page, 'Changes')
  await press(page, 'Go back to this')
  const amount = page.getByRole('textbox', { name: 'Amount' })
  await expect(amount).toHaveValue('1.00')
  await press(page, 'Undo')
  await expect(amount).toHaveValue('2.50')

  await press(page, 'Delete')
  await expect(amount).toBeHidden()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Trash' }).click()
  await press(page, 'Restore a lamp')
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await undo(page, 'Restored 2.50 EUR, Home, a lamp')
  await expect(row(page, 'a lamp')).toBeVisible()
})

test('a setting, and the currency of an empty wallet, are as before after Undo', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await page.goto('/settings/preferences')
  await page.getByRole('radio', { name: 'Dark' }).check()
  await undo(page, 'Changed the theme')
  await expect(page.getByRole('radio', { name: 'System' })).toBeChecked()
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
  const currency = page.getByRole('combobox', { name: 'Currency of Personal' })
  await currency.selectOption('CHF')
  await undo(page, 'Changed the currency of Personal to CHF')
  await expect(currency).toHaveValue('EUR')
})
