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

test('one line for keyboards is understood while it is typed, saved by Enter, and never lost', async ({
  page,
}) => {
  await register(page)
  const line = page.getByRole('textbox', { name: 'Or write it in one line' })
  const size = page.viewportSize()
  if ((size?.width ?? 0) < 1024) return expect(line).toBeHidden()
  await line.fill('yesterday lidl 34,20 groceries')
  await expect(page.getByText('€34.20 · lidl · Yesterday · Groceries')).toBeVisible()
  await page.reload()
  await expect(line).toHaveValue('yesterday lidl 34,20 groceries')
  expect(await violations(page), 'one line').toEqual([])
  await line.press('Enter')
  const row = (text: string) => page.getByRole('listitem').filter({ hasText: text })
  await expect(row('lidl')).toContainText('34.20')
  await expect(line).toHaveValue('')
  // By now the note brings its category; another one still has to be asked for.
  await line.fill('2,55 Lidl')
  await expect(page.getByText('€2.55 · Lidl · Today', { exact: false })).toBeVisible()
  await line.fill('2,55 coffee 2026-11-02')
  await expect(page.getByText('Enter asks for the category')).toBeVisible()
  await line.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('2.55')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('coffee')
  await expect(page.getByLabel('Date')).toHaveValue('2026-11-02')
})
