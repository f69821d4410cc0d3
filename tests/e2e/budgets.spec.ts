import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { apart, row, saved, status, toInbox } from './fixtures/apart'
import {
  addExpense,
  fillExpense,
  openForm,
  openWholeForm,
  type Person,
  register,
  signIn,
} from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

test.beforeEach(({ expectedComplaints }) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
})

const budget = (page: Page, name: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: name })
async function toBudgets(page: Page) {
  await page.getByRole('navigation').getByRole('link', { name: 'Budgets' }).click()
  // Until then the list of expenses is there.
  await expect(page.getByRole('heading', { name: 'Budgets', level: 1 })).toBeVisible()
}
const limitOf = (page: Page, name: string) =>
  budget(page, name).getByRole('textbox', { name: 'Monthly limit' })

async function addBudget(page: Page, category: string, limit: string) {
  await toBudgets(page)
  await page.getByRole('link', { name: 'New budget' }).click()
  await page.getByRole('checkbox', { name: category }).check()
  await page.getByRole('textbox', { name: 'Monthly limit' }).fill(limit)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(budget(page, category)).toBeVisible()
}

test('a budget says before saving what is left, tells when it is used up, offline too, and the other device agrees', async ({
  page,
  context,
  newDevice,
}) => {
  const person = await register(page)
  await addBudget(page, 'Dining', '50')
  await expect(budget(page, 'Dining')).toContainText('€50.00 left')
  await saved(page)
  const other = await (await newDevice()).newPage()
  await signIn(other, person)
  await toBudgets(other)
  await expect(budget(other, 'Dining')).toContainText('€50.00 left')

  await page.getByRole('navigation').getByRole('link', { name: 'History' }).click()
  await openWholeForm(page)
  await fillExpense(page, { amount: '30', category: 'Dining' })
  await expect(page.getByText(/^leaves €20\.00 for (\d+ days|today)$/)).toBeVisible()
  await addExpense(page, {})
  await expect(row(page, 'Dining')).toContainText('30.00')
  await context.setOffline(true)
  await openForm(page)
  await fillExpense(page, { amount: '12', category: 'Dining' })
  await expect(page.getByText(/^leaves €8\.00 for/)).toBeVisible()
  await addExpense(page, {})
  await expect(page.getByText(/Dining has €8\.00 for/)).toBeVisible()
  await openForm(page)
  await fillExpense(page, { amount: '20', category: 'Dining' })
  await expect(page.getByText('€12.00 over')).toBeVisible()
  await addExpense(page, {})
  await expect(page.getByText('Dining is €12.00 over.')).toBeVisible()
  await toBudgets(page)
  await expect(budget(page, 'Dining')).toContainText('€12.00 over')
  await expect(budget(page, 'Dining').getByRole('progressbar')).toHaveAttribute(
    'aria-valuetext',
    '€62.00 of €50.00 spent',
  )
  await status(page, '2 waiting')
  await context.setOffline(false)
  await expect(budget(other, 'Dining')).toContainText('€12.00 over')
  expect(await violations(page), 'budgets').toEqual([])
  expect(await sideways(page)).toBe(0)
})

test('a limit that two devices changed apart is asked about, and what is kept holds on both', async ({
  page,
  newDevice,
}) => {
  const person = await register(page)
  await addBudget(page, 'Home', '50')
  await saved(page)
  const other = await (await newDevice()).newPage()
  await signIn(other, person)
  for (const one of [page, other]) {
    await toInbox(one)
    await expect(one.getByText('Nothing needs your attention')).toBeVisible()
    await toBudgets(one)
    await expect(limitOf(one, 'Home')).toHaveValue('50.00')
  }
  const set = (limit: string) => async (one: Page) => {
    await limitOf(one, 'Home').fill(limit)
    await limitOf(one, 'Home').press('Enter')
    await expect(limitOf(one, 'Home')).toHaveValue(`${limit}.00`)
  }
  await apart([page, other], set('60'), set('70'))
  await toInbox(page)
  const item = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Limit from' })
  await expect(item).toContainText('Two different limits were written down.')
  expect(await violations(page), 'question').toEqual([])
  await item.getByRole('button', { name: /^Keep mine .*60\.00/ }).click()
  for (const one of [page, other]) {
    await toBudgets(one)
    await expect(limitOf(one, 'Home')).toHaveValue('60.00')
  }
})

test('what is typed wrong is said at its field, and a budget is changed, deleted and back', async ({
  page,
}) => {
  await register(page)
  await toBudgets(page)
  await expect(page.getByText('Set your first limit')).toBeVisible()
  await page.getByRole('link', { name: 'New budget' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Choose at least one category, or everything.')).toBeVisible()
  await page.getByRole('radio', { name: 'Everything' }).check()
  await page.getByRole('textbox', { name: 'Monthly limit' }).fill('0')
  await page.getByRole('textbox', { name: 'First day of the month' }).fill('32')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('The limit must not be 0.')).toBeVisible()
  await expect(page.getByText('Choose a day from 1 to 31.')).toBeVisible()
  expect(await violations(page), 'form').toEqual([])
  await page.getByRole('textbox', { name: 'Monthly limit' }).fill('100')
  await page.getByRole('textbox', { name: 'First day of the month' }).fill('25')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(budget(page, 'Everything')).toContainText('€100.00 left')
  await limitOf(page, 'Everything').fill('-3')
  await limitOf(page, 'Everything').press('Enter')
  await expect(page.getByText('The limit must be more than 0.')).toBeVisible()
  await limitOf(page, 'Everything').fill('80')
  await limitOf(page, 'Everything').press('Enter')
  await expect(budget(page, 'Everything')).toContainText('€80.00 left')
  await budget(page, 'Everything').getByRole('link').click()
  await page.getByRole('radio', { name: 'Week' }).check()
  await expect(page.getByText('Until now €80.00 a month.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Weekly limit' }).fill('20')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(
    budget(page, 'Everything').getByRole('textbox', { name: 'Weekly limit' }),
  ).toHaveValue('20.00')
  await budget(page, 'Everything').getByRole('link').click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('Set your first limit')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(budget(page, 'Everything')).toContainText('€20.00 left')
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export budgets as CSV' }).click()
  const lines = readFileSync(await (await file).path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines.length).toBeGreaterThan(1)
  expect(lines[0]).toMatch(/^id,name,wallet,categories,period,/)
  expect(lines.at(-1)).toMatch(
    /,Everything,,,week,\d,off,\d{4}-\d\d-\d\d,EUR,\d{4}-\d\d-\d\d,20\.00$/,
  )
  await expect(page.getByText('The file holds 1 budget and all limits.')).toBeVisible()
})

test('a wallet that has a category of a name that a budget counts is offered to be counted', {
  tag: '@one-size',
}, async ({ page }) => {
  const person = await register(page)
  await addBudget(page, 'Dining', '50')
  await saved(page)
  const headers = { authorization: `Bearer ${await tokenFor(page, person)}` }
  for (const name of ['Flat', 'Trip']) {
    const made = await page.request.post('/api/v1/wallets', {
      ...{ headers, data: { name, currency: 'EUR' } },
    })
    expect(made.status()).toBe(201)
  }
  const row = budget(page, 'Dining')
  await expect(row).toContainText('Flat has Dining as well.')
  await row.getByRole('button', { name: 'Count it too' }).click()
  await expect(row).toContainText('Trip has Dining as well.')
  await row.getByRole('button', { name: 'No, not in Dining' }).click()
  await expect(row).not.toContainText('as well')
  await page.reload()
  await expect(row).toContainText('€50.00 left')
  await expect(row).not.toContainText('as well')
  const { id } = (await (await page.request.get('/api/v1/wallets')).json()).items.find(
    ({ name }: { name: string }) => name === 'Flat',
  )
  const data = { amount: '20', category: 'Dining', walletId: id, date: await today(page) }
  expect((await page.request.post('/api/v1/expenses', { headers, data })).status()).toBe(201)
  await expect(row).toContainText('€30.00 left')
})

async function tokenFor(page: Page, { email, password }: Person): Promise<string> {
  const answer = await page.request.post('/api/v1/auth/token', { data: { email, password } })
  return (await answer.json()).accessToken
}

const today = (page: Page) => page.evaluate(() => new Date().toLocaleDateString('sv'))
