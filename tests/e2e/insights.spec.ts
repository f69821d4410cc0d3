import type { Page } from 'playwright/test'
import { register } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { fill, rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

const open = (page: Page) => page.getByRole('link', { name: 'Insights' }).click()

/** The rows of the table, cell by cell. */
async function table(page: Page): Promise<string[][]> {
  const lines = await page.getByRole('table', { name: 'By category' }).getByRole('row').all()
  const all = await Promise.all(
    lines.map((line) =>
      line
        .locator('th, td:not(:empty):not(:has(button))')
        .filter({ visible: true })
        .allInnerTexts(),
    ),
  )
  return all.map((line) => line.map((text) => text.trim()))
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
  await expect(page.getByText('39 % less than by 24 Oct')).toBeVisible()
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
  await page.getByRole('button', { name: /24 Oct/ }).click()
  await expect(page).toHaveURL('/insights?beside=year')
  await expect(page.getByText(/24 Nov 2025/)).toBeVisible()
  await page.getByRole('button', { name: /24 Nov 2025/ }).click()
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

test('where nothing was spent it says so, and what is planned stands apart', async ({ page }) => {
  await register(page)
  await page.goto('/insights')
  await expect(page.getByText('Nothing was spent here')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Period after' })).toBeDisabled()
  expect(await violations(page)).toEqual([])
  expect(await sideways(page)).toBe(0)
})
