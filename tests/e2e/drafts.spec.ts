import type { BrowserContext, Page } from 'playwright/test'
import { addExpense, fillExpense, openForm, register } from './fixtures/person'
import { violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

const row = (page: Page, text: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: text })
const left = (page: Page) => page.getByText('Not saved yet')

/** As when the tab, or the whole app, was closed meanwhile. */
async function inNewTab(context: BrowserContext, page: Page, path: string): Promise<Page> {
  await page.close()
  const next = await context.newPage()
  await next.goto(path)
  return next
}

async function holds(page: Page, { amount, note }: { amount: string; note: string }) {
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue(amount)
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue(note)
}

test('half an expense outlives a duplicate that is saved, and a link that is written into', {
  tag: '@one-size',
}, async ({ page, context }) => {
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '4.20', category: 'Dining', note: 'tea' })
  await expect(row(page, 'tea')).toHaveCount(1)
  await openForm(page)
  await fillExpense(page, { amount: '9', note: 'half' })
  await page.getByRole('button', { name: 'Close' }).click()
  await row(page, 'tea').getByRole('link').click()
  await page.getByRole('button', { name: 'Duplicate' }).click()
  await holds(page, { amount: '4.20', note: 'tea' })
  await addExpense(page, { amount: '5' })
  await expect(row(page, 'tea')).toHaveCount(2)
  await openForm(page)
  await holds(page, { amount: '9', note: 'half' })
  await expect(left(page)).toBeVisible()
  expect(await violations(page), 'what was left').toEqual([])

  const link = '/add?amount=1&note=link'
  await page.goto(link)
  await holds(page, { amount: '1', note: 'link' })
  await fillExpense(page, { note: 'written into' })
  const next = await inNewTab(context, page, link)
  await holds(next, { amount: '1', note: 'written into' })
  // Whoever does not have that address any more finds it where new ones are written.
  await next.goto('/add')
  await holds(next, { amount: '1', note: 'written into' })
  await next.getByRole('button', { name: 'Discard' }).click()
  await holds(next, { amount: '9', note: 'half' })
  await next.getByRole('button', { name: 'Discard' }).click()
  await holds(next, { amount: '', note: '' })
  await expect(left(next)).toBeHidden()
  await expect(next.getByRole('textbox', { name: 'Amount' })).toBeFocused()
})

test('what another app shared is kept at once, beside half an expense', {
  tag: '@one-size',
}, async ({ page, context }) => {
  await register(page)
  await openForm(page)
  await fillExpense(page, { amount: '9', note: 'half' })
  const shared = `/add?${new URLSearchParams({ text: 'You paid €12.40 at Pret A Manger.' })}`
  const next = await inNewTab(context, page, shared)
  await holds(next, { amount: '12.40', note: 'Pret A Manger' })
  const last = await inNewTab(context, next, '/add')
  await holds(last, { amount: '12.40', note: 'Pret A Manger' })
  await addExpense(last, { category: 'Dining' })
  await expect(row(last, 'Pret')).toHaveCount(1)
  await openForm(last)
  await holds(last, { amount: '9', note: 'half' })
})

test('a note that a link brings is cut where a character ends, and waits for a new category', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  const note = `two\nlines ${'x'.repeat(489)}`
  await page.goto(
    `/add?${new URLSearchParams({ amount: '3', category: 'Home', note: `${note}🍕` })}`,
  )
  await holds(page, { amount: '3', note: note.replace('\n', ' ') })
  // Nothing was typed into it yet, and all the same it waits for the category that is made for it.
  await page.getByRole('link', { name: 'New category' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Pizza')
  await page.getByRole('button', { name: 'Save' }).click()
  await holds(page, { amount: '3', note: note.replace('\n', ' ') })
  await expect(page.getByRole('radio', { name: 'Pizza', exact: true })).toBeChecked()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(row(page, 'two lines')).toHaveCount(1)
})

test('what was changed and not saved is there again when the expense is opened again', {
  tag: '@one-size',
}, async ({ page, context }) => {
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '4.20', category: 'Dining', note: 'tea' })
  await row(page, 'tea').getByRole('link').click()
  await fillExpense(page, { amount: '6', note: 'green tea' })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
  await row(page, 'tea').getByRole('link').click()
  await holds(page, { amount: '6', note: 'green tea' })
  await expect(left(page)).toBeVisible()
  expect(await violations(page), 'what was left').toEqual([])
  await page.goBack()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()

  const next = await inNewTab(context, page, '/')
  await row(next, 'tea').getByRole('link').click()
  await holds(next, { amount: '6', note: 'green tea' })
  await next.getByRole('button', { name: 'Discard' }).click()
  await holds(next, { amount: '4.20', note: 'tea' })
  await expect(left(next)).toBeHidden()
  await fillExpense(next, { note: 'black tea' })
  await next.getByRole('button', { name: 'Close' }).click()
  await row(next, 'tea').getByRole('link').click()
  await next.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(row(next, 'black tea')).toContainText('4.20')
  await row(next, 'black tea').getByRole('link').click()
  await holds(next, { amount: '4.20', note: 'black tea' })
  await expect(left(next)).toBeHidden()
})

test('signing out says what is typed and not saved, and hands it out first', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await openForm(page)
  await fillExpense(page, { note: 'half a thought' })
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('1 expense is written and not saved')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download them' }).click()
  const text = await (await (await download).createReadStream()).toArray()
  expect(JSON.parse(Buffer.concat(text).toString())).toMatchObject({
    unsaved: [{ draft: { note: 'half a thought' } }],
  })
  await page.getByRole('button', { name: 'Sign out and lose them' }).click()
  await expect(page).toHaveURL(/signin/)
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('thought')
})
