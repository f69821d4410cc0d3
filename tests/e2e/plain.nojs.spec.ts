import { addExpense, fillExpense, register } from './fixtures/person'
import { expect, test } from './fixtures/test'

test('an expense is added, listed and summed without any script', async ({ page }) => {
  await register(page, '/add/plain')
  await expect(page.getByText('Write down your first expense')).toBeVisible()
  await expect(page.getByRole('radiogroup', { name: 'Category' }).getByRole('radio')).toHaveCount(
    10,
  )

  await addExpense(page, { amount: '2,55', category: 'Groceries', note: 'milk' })
  await expect(page.getByRole('status')).toContainText('Saved')
  const row = page.getByRole('listitem').filter({ hasText: 'milk' })
  await expect(row).toContainText('Groceries')
  await expect(row).toContainText('2.55')

  await addExpense(page, { amount: '10+2.5*2', category: 'Dining' })
  await expect(page.getByRole('listitem').filter({ hasText: 'Dining' })).toContainText('15.00')
  await expect(page.getByRole('region', { name: /\w+ \d{4}/ })).toContainText('17.55')
})

test('what cannot be saved is said at its field, and nothing that was typed is lost', async ({
  page,
}) => {
  await register(page, '/add/plain')
  await addExpense(page, { amount: 'lots', date: '2026-02-11', note: 'kept' })
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveAccessibleDescription(
    /Cannot be read at “l”\./,
  )
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('lots')
  await expect(page.getByText('Is missing: choose one.')).toBeVisible()
  await expect(page.getByLabel('Date')).toHaveValue('2026-02-11')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('kept')
  await expect(page.getByText('Write down your first expense')).toBeVisible()

  await addExpense(page, { amount: '3', category: 'Other' })
  await expect(page.getByRole('listitem').filter({ hasText: 'kept' })).toContainText('3.00')
})

test('an impatient double click saves once', { tag: '@one-size' }, async ({ page }) => {
  await register(page, '/add/plain')
  await fillExpense(page, { amount: '5', category: 'Bills', note: 'once' })
  await page.getByRole('button', { name: 'Save', exact: true }).dblclick()
  await expect(page.getByRole('listitem').filter({ hasText: 'once' })).toHaveCount(1)
  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: 'once' })).toHaveCount(1)
})

test('another expense from a page that was saved already is not lost', async ({ page }) => {
  await register(page, '/add/plain')
  const hidden = page.locator('input[name="id"]')
  const id = await hidden.inputValue()
  await addExpense(page, { amount: '5', category: 'Bills', note: 'first' })
  await expect(page.getByRole('listitem')).toHaveCount(1)
  // As from a page that a browser kept: the form still has the id of the expense before.
  await hidden.evaluate((input, old) => input.setAttribute('value', old), id)
  await addExpense(page, { amount: '6', category: 'Bills', note: 'second' })
  await expect(page.getByRole('alert')).toContainText('press Save once more')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('second')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'second' })).toHaveCount(1)
  await expect(page.getByRole('listitem').filter({ hasText: 'first' })).toHaveCount(1)
})

test('“Save and add another” keeps the date for the next one', async ({ page }) => {
  await register(page, '/add/plain')
  await fillExpense(page, { amount: '1', category: 'Travel', date: '2026-03-04' })
  await page.getByRole('button', { name: 'Save and add another' }).click()
  await expect(page.getByLabel('Date')).toHaveValue('2026-03-04')
  await expect(page.getByRole('heading', { name: 'March 2026' })).toBeVisible()
})

test('a prefilled link fills the form and saves nothing by itself', async ({ page }) => {
  await register(page, '/add/plain')
  await page.goto('/add/plain?amount=12.50&category=groceries&note=lidl&date=2026-01-02')
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('12.50')
  await expect(page.getByRole('radio', { name: 'Groceries' })).toBeChecked()
  await expect(page.getByLabel('Date')).toHaveValue('2026-01-02')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'lidl' })).toContainText('12.50')
})

test('a link for a wallet of somebody else says where this goes instead', async ({ page }) => {
  await register(page, '/add/plain')
  await expect(page.getByText('is not yours')).toHaveCount(0)
  await page.goto(`/add/plain?wallet=${crypto.randomUUID()}`)
  await expect(page.getByRole('alert')).toContainText('is not yours. This goes to Personal.')
})

test('whoever is not signed in is led to sign in and back', async ({ page }) => {
  const { email, password } = await register(page, '/add/plain')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/signin/)
  await page.goto('/add/plain')
  await expect(page).toHaveURL(/\/signin\?next=/)
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/add\/plain/)
})
