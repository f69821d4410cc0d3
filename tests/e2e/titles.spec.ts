import type { Page } from 'playwright/test'
import { addExpense, openForm, register } from './fixtures/person'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

const isCalled = (page: Page, title: string) =>
  expect(page).toHaveTitle(`${title} · TrackThatMoney`)

test('the page is called by what it shows, however it came there', async ({ page }) => {
  await register(page)
  await isCalled(page, 'History')
  for (const leave of [
    () => addExpense(page, { amount: '2', category: 'Groceries', note: 'milk' }),
    () => page.keyboard.press('Escape'),
    () => page.goBack(),
  ]) {
    await page.getByRole('link', { name: 'Settings' }).first().click()
    await isCalled(page, 'Settings')
    await openForm(page)
    await isCalled(page, 'Add expense')
    await leave()
    if (page.url().endsWith('/settings')) await isCalled(page, 'Settings')
    else await isCalled(page, 'History')
  }
  await page.getByRole('link', { name: 'History' }).first().click()
  await isCalled(page, 'History')
  await rows(page).filter({ hasText: 'milk' }).getByRole('link').first().click()
  await isCalled(page, 'Edit expense')
  await page.goBack()
  await isCalled(page, 'History')
  await page.goForward()
  await isCalled(page, 'Edit expense')
  await page.reload()
  await isCalled(page, 'Edit expense')
  await page.keyboard.press('Escape')
  await isCalled(page, 'History')
  await page.goto('/add')
  await isCalled(page, 'Add expense')
  await page.getByRole('button', { name: 'Close' }).click()
  await isCalled(page, 'History')
})

test('so are the categories', { tag: '@one-size' }, async ({ page }) => {
  await register(page)
  await page.goto('/settings/categories')
  await isCalled(page, 'Categories')
  await page
    .getByRole('link', { name: /^Groceries/ })
    .first()
    .click()
  await isCalled(page, 'Edit category')
  await page.keyboard.press('Escape')
  await isCalled(page, 'Categories')
  await page.goto('/settings/categories?new')
  await isCalled(page, 'New category')
  await page.goBack()
  await isCalled(page, 'Categories')
  await page.getByRole('link', { name: 'Back to Settings' }).click()
  await isCalled(page, 'Settings')
})
