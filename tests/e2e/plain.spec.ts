import { addExpense, fillExpense, registerForPlain } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

test('what will be saved is shown while it is typed', async ({ page }) => {
  await registerForPlain(page)
  await fillExpense(page, { amount: '12,50+3' })
  await expect(page.getByText('€15.50')).toBeVisible()
  await fillExpense(page, { amount: '1.234' })
  await expect(page.getByText('€1,234.00')).toBeVisible()
})

test('after a save the next expense can be typed at once', { tag: '@one-size' }, async ({
  page,
}) => {
  await registerForPlain(page)
  await addExpense(page, { amount: '2.55', category: 'Groceries', note: 'milk' })
  await expect(page.getByRole('listitem').filter({ hasText: 'milk' })).toContainText('2.55')
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('')
  await page.keyboard.type('3')
  await fillExpense(page, { category: 'Home' })
  await page.getByRole('textbox', { name: 'Note' }).press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'Home' })).toContainText('3.00')
})

test('an impatient double click saves once', { tag: '@one-size' }, async ({ page }) => {
  await registerForPlain(page)
  await fillExpense(page, { amount: '7', category: 'Health', note: 'twice' })
  await page.getByRole('button', { name: 'Save', exact: true }).dblclick()
  await expect(page.getByRole('listitem').filter({ hasText: 'twice' })).toHaveCount(1)
  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: 'twice' })).toHaveCount(1)
})

test('a form filled by keyboard alone is saved', async ({ page }) => {
  await registerForPlain(page)
  const amount = page.getByRole('textbox', { name: 'Amount' })
  await amount.focus()
  await page.keyboard.type('4')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem')).toContainText('4.00')
})

test('no screen has a barrier that axe can find, light and dark', async ({ page }) => {
  for (const path of ['/signin', '/register', '/reset']) {
    await page.goto(path)
    expect(await violations(page), path).toEqual([])
  }
  await registerForPlain(page)
  expect(await violations(page), 'empty').toEqual([])
  await addExpense(page, { amount: 'x', note: 'wrong' })
  await expect(page.getByText(/Cannot be read/)).toBeVisible()
  expect(await violations(page), 'with problems').toEqual([])
  await addExpense(page, { amount: '-2', category: 'Shopping' })
  await expect(page.getByRole('listitem')).toContainText('2.00')
  expect(await violations(page), 'filled').toEqual([])
})

test('no screen scrolls sideways, down to 320 pixels', async ({ page }) => {
  await registerForPlain(page)
  await addExpense(page, { amount: '9999999999.99', category: 'Home', note: 'x'.repeat(500) })
  await expect(page.getByRole('listitem')).toBeVisible()
  await page.setViewportSize({ width: 320, height: 800 })
  for (const path of ['/add/plain', '/docs', '/reset']) {
    await page.goto(path)
    expect(await sideways(page), path).toBe(0)
  }
})
