import type { Locator, Page } from 'playwright/test'
import { addExpense, openForm, register } from './fixtures/person'
import { violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

/** Presses a key until it has brought the focus to something: keys come a moment after the screen. */
async function pressUntil(page: Page, key: string, goal: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key)
    await expect(goal).toBeFocused({ timeout: 1000 })
  }).toPass()
}

test('the whole job by keyboard: add, move, open, duplicate, select, delete, undo, search', async ({
  page,
}) => {
  await register(page)
  const { keyboard } = page
  const rows = page.getByRole('listitem').filter({ has: page.locator('[data-expense]') })
  await expect(page.getByRole('heading', { name: 'Write down your first expense' })).toBeVisible()
  for (const [digits, note] of [
    ['12.50', 'first'],
    ['7', 'second'],
  ] as const) {
    await pressUntil(page, 'n', page.getByRole('textbox', { name: 'Amount' }))
    await expect(page.getByRole('radio').first()).toBeAttached()
    await keyboard.type(digits)
    await keyboard.press('Tab')
    await keyboard.press('Space')
    await page.getByRole('textbox', { name: 'Note' }).focus()
    await keyboard.type(note)
    await keyboard.press('Enter')
    await expect(rows.filter({ hasText: note })).toHaveCount(1)
    await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
  }
  // Letters that are typed are letters.
  await expect(rows.first()).toContainText('second')
  await keyboard.press('j')
  await expect(rows.nth(0).getByRole('link')).toBeFocused()
  await keyboard.press('j')
  await expect(rows.nth(1).getByRole('link')).toBeFocused()
  await keyboard.press('k')
  await keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('second')
  // Where keys have brought the focus is seen.
  const panel = page.getByRole('region', { name: 'Edit expense' })
  await expect(panel).toBeFocused()
  await expect(panel).toHaveCSS('outline-style', 'solid')
  await keyboard.press('Escape')
  await expect(rows.nth(0).getByRole('link')).toBeFocused()
  await keyboard.press('d')
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('7.00')
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(rows).toHaveCount(3)
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
  await keyboard.press('j')
  await keyboard.press('Delete')
  await expect(rows).toHaveCount(2)
  await keyboard.press('Control+z')
  await expect(rows).toHaveCount(3)
  await keyboard.press('j')
  await keyboard.press('x')
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('1 selected')
  await keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Selection' })).toBeHidden()
  await keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused()
  await keyboard.type('first n')
  await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible()
})

test('Ctrl+K goes anywhere, ? lists the keys, and single ones can be turned off', async ({
  page,
}) => {
  await register(page)
  const { keyboard } = page
  await expect(page.getByRole('heading', { name: 'Write down your first expense' })).toBeVisible()
  const where = page.getByRole('combobox', { name: 'Where to' })
  await pressUntil(page, 'Control+k', where)
  expect(await violations(page), 'palette').toEqual([])
  await keyboard.type('tras')
  await expect(page.getByRole('listbox').getByRole('option').first()).toHaveText('Trash')
  await keyboard.press('Enter')
  await expect(page).toHaveURL('/settings/trash')
  await keyboard.press('Control+k')
  await expect(where).toBeFocused()
  await keyboard.type('in dining')
  await expect(page.getByRole('listbox').getByRole('option').first()).toHaveText(
    'Expenses in Dining',
  )
  await keyboard.press('Enter')
  await expect(page).toHaveURL('/?category=Dining')
  await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible()
  await keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help).toContainText('Go anywhere')
  expect(await violations(page), 'shortcuts').toEqual([])
  await help.getByRole('checkbox').uncheck()
  await keyboard.press('Escape')
  await expect(help).toBeHidden()
  await keyboard.press('n')
  await keyboard.press('Control+k')
  await expect(where).toBeFocused()
  await keyboard.press('Escape')
  await expect(page).toHaveURL('/?category=Dining')
})

test('e opens the chosen row, and keys do nothing where a field has the focus', async ({
  page,
}) => {
  await register(page)
  const { keyboard } = page
  const rows = page.getByRole('listitem').filter({ has: page.locator('[data-expense]') })
  const note = page.getByRole('textbox', { name: 'Note' })
  await openForm(page)
  await addExpense(page, { amount: '7', category: 'Dining', note: 'tea' })
  await expect(note).toBeHidden()
  await pressUntil(page, 'j', rows.first().getByRole('link'))
  await keyboard.press('e')
  await expect(note).toHaveValue('tea')
  const address = page.url()
  await page.getByRole('radio', { name: 'Dining', exact: true }).focus()
  for (const key of ['d', 'n', 'x', '/', '?', 'Delete']) await keyboard.press(key)
  // The one after them all, which does something, is the sign that they did nothing.
  await keyboard.press('Control+k')
  const where = page.getByRole('combobox', { name: 'Where to' })
  await expect(where).toBeFocused()
  await expect(page).toHaveURL(address)
  await expect(rows).toHaveCount(1)
  await expect(page.getByText(/^Deleted/)).toHaveCount(0)
  // What lies below a dialog stays when Escape closes that.
  await keyboard.press('Escape')
  await expect(where).toBeHidden()
  await expect(page).toHaveURL(address)
})

test('from another screen / leads to the search', async ({ page }) => {
  await register(page)
  const { keyboard } = page
  await page.goto('/settings')
  const where = page.getByRole('combobox', { name: 'Where to' })
  await pressUntil(page, 'Control+k', where)
  await keyboard.press('Escape')
  // A dialog that has just closed holds the focus until it is gone.
  await expect(page.locator('dialog')).toHaveCount(0)
  await keyboard.press('/')
  await expect(page).toHaveURL('/')
  await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused()
})
