import { followBack, pressBack } from './fixtures/back'
import { addExpense, openForm, register } from './fixtures/person'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

test('Back closes the sheet and shows the list, however the sheet was opened', async ({
  page,
  context,
}) => {
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '4', category: 'Dining', note: 'soup' })
  await rows(page).getByRole('link').click()
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('soup')
  const opened = new URL(page.url()).search
  await page.goBack()
  await expect(page).toHaveURL('/')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  for (const [address, list] of [
    ['/add?amount=5', '/'],
    [`/${opened}&q=soup`, '/?q=soup'],
  ] as const) {
    // As by the shortcut of the installed app, or by a link.
    const cold = await context.newPage()
    await cold.goto(address)
    const amount = cold.getByRole('textbox', { name: 'Amount' })
    await expect(amount).not.toHaveValue('')
    await cold.reload()
    await expect(amount).not.toHaveValue('')
    await cold.goBack()
    await expect(cold).toHaveURL(list)
    await expect(amount).toBeHidden()
    await expect(rows(cold)).toHaveCount(1)
    await cold.goForward()
    await expect(amount).not.toHaveValue('')
    await cold.getByRole('button', { name: 'Close' }).click()
    await expect(cold).toHaveURL(list)
    await expect(amount).toBeHidden()
  }
})

test('where a browser asks pages first, Back closes a sheet nobody has touched, and the filters', async ({
  page,
}) => {
  await followBack(page)
  await register(page)
  await page.goto('/add')
  const amount = page.getByRole('textbox', { name: 'Amount' })
  await expect(page.getByRole('radio').first()).toBeAttached()
  await pressBack(page)
  await expect(page).toHaveURL('/')
  await expect(amount).toBeHidden()
  await page.getByRole('button', { name: 'Filters' }).click()
  await expect(page.getByRole('button', { name: 'Done' })).toBeVisible()
  await pressBack(page)
  await expect(page.getByRole('button', { name: 'Done' })).toBeHidden()
  await expect(page).toHaveURL('/')
})
