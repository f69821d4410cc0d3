import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import type { Page } from 'playwright/test'
import { plainText } from '@/lib/core/csv'
import { addExpense, openForm, register } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { fill, rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

/** What the file holds that a press brings, by the names of its columns. */
async function exported(page: Page, press: () => Promise<void>) {
  const coming = page.waitForEvent('download')
  await press()
  const file = await coming
  const text = await readFile(await file.path(), 'utf8')
  const { data, errors } = Papa.parse<Record<string, string>>(text, {
    ...{ header: true, skipEmptyLines: true, newline: '\r\n' },
  })
  expect(errors).toEqual([])
  return { text, data, name: file.suggestedFilename() }
}

const link = (page: Page) => page.getByRole('link', { name: 'Export CSV' })

test('everything on the device is a file, the same as the server’s, and what is not sent yet as well', {
  tag: '@one-size',
}, async ({ page, context, expectedComplaints }) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED/)
  await fill(page)
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  const server = await (await page.request.get('/api/v1/export.csv')).text()
  await page.goto('/settings')
  const own = await exported(page, () => link(page).click())
  expect(own.text).toBe(server)
  expect(own.name).toMatch(/^trackthatmoney-\d{4}-\d{2}-\d{2}\.csv$/)
  expect(own.data.length).toBeGreaterThan(5)
  await expect(page.getByText(`The file holds ${own.data.length} expenses.`)).toBeVisible()

  await context.setOffline(true)
  await page.getByRole('link', { name: 'History' }).first().click()
  await openForm(page)
  await addExpense(page, { amount: '12', category: 'Home', note: '=1+1' })
  await expect(rows(page).filter({ hasText: '=1+1' })).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).first().click()
  await page.getByRole('checkbox', { name: 'For older spreadsheets' }).check()
  const offline = await exported(page, () => link(page).click())
  expect(offline.data).toHaveLength(own.data.length + 1)
  expect(offline.text.charCodeAt(0)).toBe(0xfeff)
  const fresh = offline.data.find(({ note }) => note === "'=1+1")
  expect(fresh).toMatchObject({ amount: '12.00', category: 'Home', wallet: 'Personal' })
  expect(plainText(fresh?.note ?? '')).toBe('=1+1')
})

test('what a search found is a file of its own', { tag: '@one-size' }, async ({ page }) => {
  await fill(page)
  await page.getByRole('searchbox', { name: 'Search' }).fill('lidl')
  await expect(rows(page)).toHaveCount(2)
  const button = page.getByRole('button', { name: 'Export', exact: true })
  const { data } = await exported(page, () => button.click())
  expect(data.map(({ amount }) => amount).sort()).toEqual(['34.20', '61.00'])
})

test('with nothing to export the file has its first line; the choice stays within the screen', async ({
  page,
}) => {
  await register(page)
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  await page.goto('/settings')
  const { text } = await exported(page, () => link(page).click())
  expect(text).toBe('id,date,amount,currency,category,note,wallet,payer,created_at,updated_at\r\n')
  await expect(page.getByText('The file holds 0 expenses.')).toBeVisible()
  expect(await violations(page)).toEqual([])
  expect(await sideways(page)).toBe(0)
})
