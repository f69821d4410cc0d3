import { searchTable } from '../support/search-table'
import { register } from './fixtures/person'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

test('the search finds what the table says, as REST does', { tag: '@one-size' }, async ({
  page,
}) => {
  await register(page)
  const today = await page.evaluate(() => new Intl.DateTimeFormat('en-CA').format())
  const { expenses, queries } = searchTable(today)
  const notes = new Map<string | null, string>()
  const headers = { origin: new URL(page.url()).origin }
  for (const data of expenses) {
    const made = await page.request.post('/api/v1/expenses', { data, headers })
    notes.set((await made.json()).id, data.note)
  }
  await page.goto('/')
  await expect(rows(page)).toHaveCount(expenses.length)
  const search = page.getByRole('searchbox', { name: 'Search' })
  const links = page.locator('a[data-expense]')
  const found = async () => {
    const ids = await links.evaluateAll((all) => all.map((one) => one.getAttribute('data-expense')))
    return ids.map((id) => notes.get(id)).sort()
  }
  for (const { q, finds } of queries) {
    const wanted = expenses.filter(finds).map(({ note }) => note)
    // What was found before is shown until the next answer, and must not be the same.
    await search.fill(wanted.length > 0 ? '"nothing of it"' : 'lidl')
    await expect(links).toHaveCount(wanted.length > 0 ? 0 : 1)
    await search.fill(q)
    const count = wanted.length === 1 ? '1 expense' : `${wanted.length} expenses`
    if (wanted.length > 0) await expect(page.getByText(count, { exact: true }), q).toBeVisible()
    await expect.poll(found, { message: q }).toEqual(wanted.sort())
  }
})
