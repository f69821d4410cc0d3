import { addExpense, openForm, register } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

test('the form learns: likely categories come first, and a note that was used brings its category', async ({
  page,
}) => {
  await register(page)
  for (const [note, category] of [
    ['Lidl', 'Groceries'],
    ['Linden café', 'Dining'],
    ['Lidl', 'Groceries'],
  ] as const) {
    await openForm(page)
    await addExpense(page, { amount: '7', category, note })
    await expect(page.getByRole('listitem').filter({ hasText: note }).first()).toBeVisible()
  }
  await openForm(page)
  const tiles = page.getByRole('radiogroup', { name: 'Category' }).getByRole('radio')
  await expect(tiles.nth(0)).toHaveAccessibleName('Groceries')
  await expect(tiles.nth(1)).toHaveAccessibleName('Dining')
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill('li')
  const earlier = page.getByRole('list', { name: 'Earlier notes' })
  await expect(earlier.getByRole('button')).toHaveText(['Lidl', 'Linden café'])
  expect(await violations(page), 'proposals').toEqual([])
  expect(await sideways(page)).toBe(0)
  await earlier.getByRole('button', { name: 'Lidl' }).click()
  await expect(note).toHaveValue('Lidl')
  await expect(tiles.nth(0)).toBeChecked()
  await expect(page.getByText('Groceries, as before.')).toBeVisible()
  // What was only proposed goes with its note; what a person chose stays.
  await note.fill('something new')
  await expect(tiles.nth(0)).not.toBeChecked()
  await page.getByRole('radio', { name: 'Home', exact: true }).check({ force: true })
  await note.fill('lidl')
  await expect(page.getByRole('radio', { name: 'Home', exact: true })).toBeChecked()
})
