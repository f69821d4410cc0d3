import type { Page } from 'playwright/test'
import { addExpense, openWholeForm, register } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { fill, rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

const open = (page: Page) => page.getByRole('link', { name: 'Insights' }).click()

/** The rows of the table, cell by cell. */
async function table(page: Page): Promise<string[][]> {
  const lines = await page.getByRole('table', { name: /^By / }).getByRole('row').all()
  const all = await Promise.all(
    lines.map((line) =>
      line
        .locator('th, td:not(:empty):not(:has(button))')
        .filter({ visible: true })
        .allInnerTexts(),
    ),
  )
  // Whatever the choice of the parts says.
  return all.map((line) =>
    line.map((text) => text.trim().replace(/^Where it went.*/s, 'Where it went')),
  )
}

test('a period stands beside the one before it, each part leads to its rows, also offline', async ({
  page,
  context,
  expectedComplaints,
}) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED/)
  await fill(page)
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  await open(page)
  await expect(page.getByRole('heading', { name: 'Insights' })).toBeVisible()
  await expect(page).toHaveTitle(/Insights/)
  await expect(page.getByText('Spent: €37.10')).toBeAttached()
  const beside = page.getByRole('combobox', { name: 'Compare with' })
  await expect(page.getByText('39 % less than by')).toBeVisible()
  await expect(beside.locator('option:checked')).toHaveText('24 Oct')
  const wide = (page.viewportSize()?.width ?? 0) >= 640
  const line = (...cells: [string, string, string, string]) =>
    wide ? cells : [cells[0], cells[1], cells[3]]
  expect(await table(page)).toEqual([
    line('Where it went', 'Now', 'By 24 Oct', 'Change'),
    line('Groceries', '€34.20', '€61.00', '-€26.80'),
    line('Dining', '€7.90', '€0.00', '+€7.90'),
    line('Shopping', '-€5.00', '€0.00', '-€5.00'),
    line('Total', '€37.10', '€61.00', '-€23.90'),
  ])
  expect(await violations(page)).toEqual([])
  expect(await sideways(page)).toBe(0)

  // Any day of both curves by the keys.
  const day = page.getByRole('slider', { name: 'Day' })
  await day.press('Home')
  await expect(day).toHaveAttribute('aria-valuetext', /^By 1 Nov €\d+\.\d\d; By 1 Oct €\d+\.\d\d$/)
  await day.press('End')
  await expect(page.getByText(/^By 31 Oct €61\.00$/)).toBeVisible()

  // What is left out is out of the address, the total, the table and what is largest; one press brings it back.
  await page.getByRole('button', { name: 'Leave out Groceries' }).click()
  await expect(page.getByText('Spent: €2.90')).toBeAttached()
  await expect(page).toHaveURL(/\/insights\?without=[0-9a-f-]{36}$/)
  await expect(page.getByRole('table').getByText('Groceries')).toHaveCount(0)
  await page.reload()
  await expect(page.getByText('Spent: €2.90')).toBeAttached()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Groceries counts again' }).click()
  await expect(page.getByText('Spent: €37.10')).toBeAttached()
  await beside.selectOption('24 Nov 2025')
  await expect(page).toHaveURL('/insights?beside=year')
  await beside.selectOption('usual')
  await expect(page.getByText('that can be said once three of them are over')).toBeVisible()
  await beside.selectOption('24 Oct')
  await page.getByRole('link', { name: /^October: €61\.00$/ }).click()
  await expect(page.getByText('Spent: €61.00')).toBeAttached()
  await page.goto('/insights')
  await expect(page.getByText('Spent: €37.10')).toBeAttached()

  await context.setOffline(true)
  await page.getByRole('button', { name: 'Period before' }).click()
  await expect(page.getByText('Spent: €61.00')).toBeAttached()
  await expect(page).toHaveURL('/insights?on=2026-10-31')
  await page.getByRole('combobox', { name: 'Period' }).selectOption('Year')
  await expect(page.getByText('Spent: €218.10')).toBeAttached()
  await page.reload()
  await expect(page.getByText('Spent: €218.10')).toBeAttached()
  await page.getByRole('link', { name: 'Groceries', exact: true }).click()
  await expect(page).toHaveURL('/?from=2026-01-01&to=2026-11-24&category=Groceries')
  await expect(rows(page)).toHaveCount(2)
  await page.goBack()
  await expect(page.getByText('Spent: €218.10')).toBeAttached()
})

test('what changed, by note and weekday, any dates, a category’s months, days, and a month left out', async ({
  page,
}) => {
  await fill(page)
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  await open(page)
  const part = (name: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name }) })
  // The greatest change first, and all of them sum to that of the whole.
  await expect(part('What changed').getByRole('listitem')).toHaveText([
    /Groceries.*-€26\.80/,
    /Dining.*\+€7\.90/,
    /Shopping.*-€5\.00/,
    /Together.*-€23\.90/,
  ])

  const parts = page.getByRole('combobox', { name: 'Parts' })
  await parts.selectOption('by note')
  await expect(page).toHaveURL('/insights?parts=note')
  await expect
    .poll(async () => (await table(page)).map(([name]) => name))
    .toEqual([...['Where it went', 'Lidl', 'Linden café', 'refund of a lamp', 'Total']])
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: 'Linden café', exact: true }).first().click()
  await expect(rows(page)).toHaveCount(1)
  await page.goBack()
  await parts.selectOption('by weekday')
  await expect
    .poll(async () => (await table(page)).map(([name]) => name))
    .toEqual([...['Where it went', 'Monday', 'Friday', 'Total']])
  await parts.selectOption('by category')

  // A day leads to its rows.
  await part('Days').getByRole('link', { name: 'Fri 20 Nov: €42.10' }).click()
  await expect(page).toHaveURL('/?from=2026-11-20&to=2026-11-20')
  await expect(rows(page)).toHaveCount(2)
  await page.goBack()

  // The months of one category, and one of all of them left out.
  await page.getByRole('combobox', { name: 'Months of' }).selectOption('of Dining')
  await expect(page).toHaveURL(/trend=[0-9a-f-]{36}/)
  await expect(part('Months').getByRole('link', { name: 'October: €0.00' })).toBeAttached()
  await page.getByRole('combobox', { name: 'Months of' }).selectOption('of everything')
  await page.getByText('As a table').click()
  await page.getByRole('button', { name: 'Leave out October' }).click()
  await expect(page).toHaveURL('/insights?without=2026-10')
  await expect(page.getByRole('combobox', { name: 'Compare with' })).toHaveText(/^24 Sep/)
  await expect(page.getByRole('row', { name: 'October left out' })).toBeVisible()
  await page.getByRole('button', { name: 'October counts again' }).click()
  await expect(page).toHaveURL('/insights')

  // Any dates: those that are none are said to be so, and change nothing.
  await page.getByRole('combobox', { name: 'Period' }).selectOption('Other dates')
  const [first, last] = [page.getByLabel('First day'), page.getByLabel('Last day')]
  await expect(first).toHaveValue('2026-11-01')
  await last.fill('2026-10-01')
  await expect(page.getByText('The last day is before the first.')).toBeVisible()
  await expect(page.getByText('Spent: €37.10')).toBeAttached()
  await first.fill('2026-09-01')
  await last.fill('2026-10-31')
  await expect(page.getByText('Spent: €181.00')).toBeAttached()
  await expect(page).toHaveURL('/insights?by=range&from=2026-09-01&to=2026-10-31')
  expect(await violations(page)).toEqual([])
  expect(await sideways(page)).toBe(0)
  await page.getByRole('button', { name: 'Period before' }).click()
  await expect(page).toHaveURL('/insights?by=range&from=2026-07-02&to=2026-08-31')
})

test('a total says what is not sent yet, and what is in question', { tag: '@one-size' }, async ({
  page,
  context,
  expectedComplaints,
}) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED/)
  await fill(page)
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  await openWholeForm(page)
  await context.setOffline(true)
  await addExpense(page, { amount: '3', category: 'Dining', date: '2026-11-03', note: 'offline' })
  await open(page)
  await expect(page.getByText('Spent: €40.10')).toBeAttached()
  await expect(page.getByText('Includes 1 that is not sent yet')).toBeVisible()
  await page.getByRole('button', { name: 'Period before' }).click()
  await expect(page.getByText('Spent: €61.00')).toBeAttached()
  await expect(page.getByText('not sent yet')).toHaveCount(0)
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Period after' }).click()
  await expect(page.getByText('Spent: €40.10')).toBeAttached()
  await expect(page.getByText('not sent yet')).toHaveCount(0)
})

test('where nothing was spent it says so, and what is planned stands apart', async ({ page }) => {
  await register(page)
  await page.goto('/insights')
  await expect(page.getByText('Nothing was spent here')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Period after' })).toBeDisabled()
  expect(await violations(page)).toEqual([])
  expect(await sideways(page)).toBe(0)
})
