import type { Page } from 'playwright/test'
import { openForm, register } from './fixtures/person'
import { expect, test } from './fixtures/test'

type Spent = { amount: string; category: string; note: string; ago?: number }

/** Adds expenses of yesterday as a script would, and waits until this device has them: the last one comes after all. */
async function spend(page: Page, all: readonly Spent[]): Promise<void> {
  const headers = { origin: new URL(page.url()).origin }
  const last = { amount: '1', category: 'Home', note: 'the last', ago: 0 }
  for (const { ago = 1, ...spent } of [...all, last]) {
    const date = new Date(Date.now() - ago * 86_400_000).toLocaleDateString('sv')
    const made = await page.request.post('/api/v1/expenses', { headers, data: { ...spent, date } })
    expect(made.status()).toBe(201)
  }
  await expect(page.getByRole('listitem').filter({ hasText: last.note })).toBeVisible()
}

const tiles = (page: Page) => page.getByRole('radiogroup', { name: 'Category' }).getByRole('radio')
const tile = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })
const amount = (page: Page) => page.getByRole('textbox', { name: 'Amount' })
const note = (page: Page) => page.getByRole('textbox', { name: 'Note' })

const markets = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    ...{ amount: `${30 + at}`, category: 'Groceries', note: 'market' },
  }))
const coffee = { amount: '3.50', category: 'Dining', note: 'flat white' }

test('the tiles go by amount and note once the next field is entered, and never move while one is typed', async ({
  page,
  isMobile,
}) => {
  await register(page)
  await spend(page, [...markets(4), coffee, coffee, coffee])
  await openForm(page)
  await expect(tiles(page).first()).toHaveAccessibleName('Groceries')
  await amount(page).fill('3.4')
  await expect(page.locator('form').getByText('€3.40')).toBeVisible()
  await expect(tiles(page).first()).toHaveAccessibleName('Groceries')
  await note(page).focus()
  await expect(tiles(page).first()).toHaveAccessibleName('Dining')
  await expect(note(page)).toBeFocused()
  await note(page).fill('market')
  await expect(tile(page, 'Groceries')).toBeChecked()
  await expect(tiles(page).first()).toHaveAccessibleName('Dining')
  await amount(page).focus()
  await expect(tiles(page).first()).toHaveAccessibleName('Groceries')
  // Whoever has chosen wants to find it where it is.
  await tile(page, 'Home').check({ force: true })
  await amount(page).fill('3.4')
  await note(page).fill('')
  await amount(page).focus()
  await expect(tiles(page).first()).toHaveAccessibleName('Groceries')

  // What the form begins with counts from the beginning.
  await page.goto('/add?amount=3.40')
  await expect(tiles(page).first()).toHaveAccessibleName('Dining')
  await amount(page).fill('31')
  await expect(page.locator('form').getByText('€31.00')).toBeVisible()
  await expect(tiles(page).first()).toHaveAccessibleName('Dining')
  if (isMobile) return
  // A keyboard goes on to the likeliest.
  await amount(page).press('Tab')
  await expect(tile(page, 'Groceries')).toBeFocused()
  await expect(tiles(page).first()).toHaveAccessibleName('Groceries')
})

test('an amount that was always in one category proposes it, and so does a note of long ago', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  const optician = { amount: '80', category: 'Health', note: 'Optician', ago: 200 }
  await spend(page, [optician, ...markets(50), coffee, coffee, coffee])
  await openForm(page)
  await amount(page).fill('3.5')
  await expect(tile(page, 'Dining')).toBeChecked()
  await expect(page.getByText('Dining, as before.')).toBeVisible()
  await amount(page).fill('3.51')
  await expect(tile(page, 'Dining')).not.toBeChecked()
  await expect(page.getByText('as before')).toHaveCount(0)
  await amount(page).fill('3.50')
  // A note that was never used takes nothing away that was seen chosen.
  await note(page).fill('opti')
  await expect(tile(page, 'Dining')).toBeChecked()
  await page.getByRole('button', { name: 'Optician' }).click()
  await expect(tile(page, 'Health')).toBeChecked()
  await note(page).fill('')
  await expect(tile(page, 'Dining')).toBeChecked()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved €3.50 Dining')).toBeVisible()
})
