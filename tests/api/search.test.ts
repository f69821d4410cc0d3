import { expect, it } from 'vitest'
import { dateIn } from '@/lib/core/time-zones'
import { type Expense, type List, register } from '@/tests/support/api'
import { searchTable } from '@/tests/support/search-table'

it('q finds what the table says, as the search of the app does', async () => {
  const ada = await register()
  await ada.want(200, 'PATCH', '/me', { timeZone: 'UTC' })
  const { expenses, queries } = searchTable(dateIn('UTC', new Date()))
  for (const row of expenses) await ada.add(row)
  for (const { q, finds } of queries) {
    const query = new URLSearchParams({ q, limit: '500' })
    const headers = { 'accept-language': 'en-IE' }
    const path = `/expenses?${query}`
    const { items } = await ada.want<List<Expense>>(200, 'GET', path, undefined, headers)
    const wanted = expenses.filter(finds).map(({ note }) => note)
    expect(items.map(({ note }) => note).sort(), q).toEqual(wanted.sort())
  }
})
