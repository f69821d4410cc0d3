import type { Page } from 'playwright/test'
import { addExpense, fillExpense, openForm, register } from './fixtures/person'
import { violations } from './fixtures/screen'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

test.use({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })

type Sum = { amount: string; currency: string }

async function onServer(page: Page): Promise<[string, string][]> {
  const { items } = await (await page.request.get('/api/v1/expenses')).json()
  return items.map(({ amount, currency }: Sum) => [amount, currency])
}

const choice = (page: Page) => page.getByRole('combobox', { name: 'Currency of Personal' })

test('who registers in Japan begins in yen, and writes the wallet in euros after one question', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '1280', category: 'Dining', note: 'ramen' })
  const row = rows(page).filter({ hasText: 'ramen' })
  await expect(row).toContainText('￥1,280')
  await openForm(page)
  await fillExpense(page, { amount: '300', note: 'tea' })
  await page.getByRole('button', { name: 'Currency JPY' }).click()
  await choice(page).selectOption('EUR')
  const dialog = page.getByRole('dialog', { name: 'Currency of Personal' })
  await expect(dialog).toContainText('nothing is converted: ￥1,280 becomes €1,280.00.')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Write it in EUR' }).click()
  // What was being typed goes on, in the other currency.
  await expect(page.getByRole('button', { name: 'Currency EUR' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('300')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Currency JPY' })).toBeVisible()
  await page.getByRole('button', { name: 'Currency JPY' }).click()
  await choice(page).selectOption('EUR')
  await page.getByRole('button', { name: 'Write it in EUR' }).click()
  // Nothing behind the question can be pressed before that is done.
  await expect(page.getByRole('button', { name: 'Currency EUR' })).toBeVisible()
  await fillExpense(page, { category: 'Dining' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(rows(page).filter({ hasText: 'tea' })).toContainText('€300.00')
  await expect(row).toContainText('€1,280.00')
  await expect
    .poll(() => onServer(page))
    .toEqual([
      ['300.00', 'EUR'],
      ['1280.00', 'EUR'],
    ])
})

test('where decimals would be cut the wallet stays as it is, and a new one is offered', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await page.goto('/settings/preferences')
  // Nothing is written yet, so nothing is asked.
  await choice(page).selectOption('EUR')
  await expect(page.getByText('Changed the currency of Personal to EUR')).toBeVisible()
  await openForm(page)
  await addExpense(page, { amount: '12.50', category: 'Dining', note: 'pizza' })
  await expect(rows(page)).toContainText('€12.50')
  await openForm(page)
  await fillExpense(page, { amount: '800', note: 'soba' })
  await page.getByRole('button', { name: 'Currency EUR' }).click()
  await choice(page).selectOption('JPY')
  const dialog = page.getByRole('dialog', { name: 'Currency of Personal' })
  await expect(dialog).toContainText('JPY cannot hold the decimals of €12.50')
  await page.getByRole('button', { name: 'Make a new wallet in JPY' }).click()
  await expect(page.getByRole('button', { name: 'Currency JPY' })).toBeVisible()
  await expect(page.locator('#form-wallet option:checked')).toHaveText('Personal JPY · JPY')
  await fillExpense(page, { category: 'Dining' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
  await expect
    .poll(() => onServer(page))
    .toEqual([
      ['800', 'JPY'],
      ['12.50', 'EUR'],
    ])
})
