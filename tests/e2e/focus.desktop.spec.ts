import type { Page } from 'playwright/test'
import { addExpense, openForm, register } from './fixtures/person'
import { expect, test } from './fixtures/test'

const rows = (page: Page) =>
  page.getByRole('listitem').filter({ has: page.locator('[data-expense]') })

/** Three expenses, the last one first: 3, 2 and 1 euro. */
async function fillThree(page: Page) {
  await register(page)
  for (const amount of ['1', '2', '3']) {
    await openForm(page)
    await addExpense(page, { amount, category: 'Dining', note: `number ${amount}` })
    await expect(rows(page).filter({ hasText: `number ${amount}` })).toHaveCount(1)
    await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
  }
}

test('the focus stays among the rows when they are selected and deleted by keys', async ({
  page,
}) => {
  await fillThree(page)
  const { keyboard } = page
  const selection = page.getByRole('region', { name: 'Selection' })
  await keyboard.press('j')
  await keyboard.press('x')
  await expect(rows(page).nth(0).getByRole('checkbox')).toBeFocused()
  await keyboard.press('j')
  await keyboard.press('x')
  await expect(rows(page).nth(1).getByRole('checkbox')).toBeFocused()
  await expect(selection).toContainText('2 selected')
  await expect(selection).toContainText('€5.00')
  await keyboard.press('x')
  await expect(selection).toContainText('€3.00')
  await keyboard.press('Escape')
  await expect(selection).toBeHidden()

  await rows(page).nth(1).getByRole('link').focus()
  await keyboard.press('Delete')
  await expect(rows(page)).toHaveCount(2)
  await expect(rows(page).filter({ hasText: 'number 1' }).getByRole('link')).toBeFocused()
  await keyboard.press('Delete')
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page).filter({ hasText: 'number 3' }).getByRole('link')).toBeFocused()
})

test('Escape closes what lies on top, and what is beneath keeps what was typed', async ({
  page,
}) => {
  await fillThree(page)
  const { keyboard } = page
  await rows(page).first().getByRole('link').click()
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill('changed, not saved')
  await keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Where to' })).toBeFocused()
  await keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: 'Where to' })).toBeHidden()
  await expect(note).toHaveValue('changed, not saved')
})

test('an expense that was opened by its address hands the focus to the title when it closes', async ({
  page,
}) => {
  await fillThree(page)
  await rows(page).first().getByRole('link').click()
  await expect(page).toHaveURL(/\/\?id=/)
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('number 3')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
})

test('a date that is being typed is left alone, and asked for where it stays unfinished', async ({
  page,
}) => {
  await register(page)
  await openForm(page)
  const { keyboard } = page
  const date = page.getByLabel('Date')
  await page.getByRole('textbox', { name: 'Amount' }).fill('2.55')
  await page.getByRole('radio', { name: 'Dining' }).check({ force: true })
  await date.focus()
  await keyboard.press('Backspace')
  await expect(date).toHaveValue('')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Choose a date from 1900 to 2199.')).toBeVisible()
  await date.fill('2026-03-15')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(rows(page)).toHaveCount(1)
})

test('the filters wait for a whole date, and an amount that cannot be read narrows nothing', async ({
  page,
}) => {
  await fillThree(page)
  await page.getByRole('button', { name: 'Filters' }).click()
  const from = page.getByLabel('From', { exact: true })
  await from.fill('2024-11-20')
  await expect(page).toHaveURL('/?from=2024-11-20')
  await expect(rows(page)).toHaveCount(3)
  // The year of it, typed figure by figure, as slowly as somebody may.
  await from.focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('2')
  await expect(from).toHaveValue('0002-11-20')
  await expect(page).toHaveURL('/?from=2024-11-20')
  await page.keyboard.type('025')
  await expect(page).toHaveURL('/?from=2025-11-20')
  await page.getByRole('button', { name: 'Remove all filters' }).click()
  const least = page.getByRole('textbox', { name: 'At least' })
  for (const _ of ['first', 'second']) {
    await least.fill('abc')
    await expect(rows(page)).toHaveCount(3)
    await expect(page.getByText('Looking through your expenses')).toBeHidden()
    await least.fill('')
    await expect(page).toHaveURL('/')
  }
})
