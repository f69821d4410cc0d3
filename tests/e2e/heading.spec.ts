import { register } from './fixtures/person'
import { rows, stopCalendar } from './fixtures/spending'
import { expect, test } from './fixtures/test'

test('the heading names what lies under it: the month in view with its total, or all of a search', async ({
  page,
}) => {
  await stopCalendar(page)
  await register(page)
  const headers = { origin: new URL(page.url()).origin }
  for (const month of ['2026-11', '2026-10', '2026-09', '2026-08']) {
    for (let day = 1; day <= 12; day++) {
      const date = `${month}-${String(day).padStart(2, '0')}`
      const data = { amount: '10', category: 'Dining', note: `lunch ${date}`, date }
      expect((await page.request.post('/api/v1/expenses', { headers, data })).status()).toBe(201)
    }
  }
  const heading = page.getByRole('heading', { level: 1 })
  await expect(rows(page).first()).toContainText('lunch 2026-11-12')
  await expect(heading).toHaveText('History, November')
  const to = (date: string) =>
    page.locator('#history').evaluate((list, date) => {
      const months = ['2026-11', '2026-10', '2026-09', '2026-08']
      const [month = '', day = 0] = [date.slice(0, 7), Number(date.slice(8))]
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      const days = months.indexOf(month) * 12 + (12 - day)
      const top = (list.querySelector('[data-wallet]') as HTMLElement).offsetTop
      list.scrollTo({ top: top + days * 6.75 * rem + 8 })
    }, date)
  await to('2026-09-12')
  await expect(heading).toHaveText('History, September€120.00')
  await to('2026-10-03')
  await expect(heading).toHaveText('History, October€120.00')
  const search = page.getByRole('searchbox', { name: 'Search' })
  await search.fill('lunch')
  await expect(heading).toHaveText('History, All time')
  await expect(page.getByText('48 expenses')).toBeVisible()
  await search.fill('lunch august')
  await expect(heading).toHaveText('History, August')
  await search.fill('lunch 2026-08-03')
  await expect(heading).toHaveText('History, 3 Aug')
  await search.fill('')
  await expect(heading).toHaveText('History, November')
})
