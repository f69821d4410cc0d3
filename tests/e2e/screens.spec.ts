import { addExpense, openForm, register } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

test('no screen of the app has a barrier that axe can find, light and dark', async ({ page }) => {
  await register(page)
  await expect(page.getByText('Write down your first expense')).toBeVisible()
  expect(await violations(page), 'empty').toEqual([])
  await openForm(page)
  expect(await violations(page), 'add').toEqual([])
  await addExpense(page, { amount: 'x', note: 'wrong' })
  await expect(page.getByText(/choose a category/i)).toBeVisible()
  expect(await violations(page), 'add with problems').toEqual([])
  await addExpense(page, { amount: '-2', category: 'Shopping' })
  await expect(page.getByRole('listitem')).toContainText('2.00')
  expect(await violations(page), 'history').toEqual([])
  await page.getByRole('listitem').getByRole('link').click()
  await expect(page.getByRole('button', { name: 'Delete' })).toBeVisible()
  expect(await violations(page), 'edit').toEqual([])
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  expect(await violations(page), 'deleted').toEqual([])
  await page.goto('/settings')
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  expect(await violations(page), 'settings').toEqual([])
})

test('no screen of the app scrolls sideways, down to 320 pixels', async ({ page }) => {
  await register(page)
  await openForm(page)
  const note = 'x'.repeat(500)
  await addExpense(page, { amount: '9999999999.99', category: 'Home', note })
  await expect(page.getByRole('listitem')).toBeVisible()
  await page.setViewportSize({ width: 320, height: 800 })
  expect(await sideways(page), 'history').toBe(0)
  await page.getByRole('listitem').getByRole('link').click()
  await expect(page.getByRole('button', { name: 'Delete' })).toBeVisible()
  expect(await sideways(page), 'edit').toBe(0)
  for (const path of ['/add', '/settings']) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    expect(await sideways(page), path).toBe(0)
  }
})
