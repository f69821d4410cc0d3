import type { APIRequestContext, Page } from 'playwright/test'
import {
  addExpense,
  fillExpense,
  openForm,
  openWholeForm,
  type Person,
  register,
  signIn,
} from './fixtures/person'
import { expect, test } from './fixtures/test'

async function tokenOf(request: APIRequestContext, { email, password }: Person) {
  const reply = await request.post('/api/v1/auth/token', { data: { email, password } })
  const { accessToken } = await reply.json()
  return { authorization: `Bearer ${accessToken}` }
}

const rows = (page: Page) => page.getByRole('listitem')
const row = (page: Page, text: string) => rows(page).filter({ hasText: text })
const saved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()

test('an expense goes from a thumb to the server, and one of a script into the open browser', {
  tag: '@one-size',
}, async ({ page, request }) => {
  const person = await register(page)
  await expect(page.getByText('Write down your first expense')).toBeVisible()
  await openForm(page)
  await addExpense(page, { amount: '2,55', category: 'Groceries', note: 'milk' })
  await expect(row(page, 'milk')).toContainText('2.55')
  await saved(page)

  const headers = await tokenOf(request, person)
  const { items } = await (await request.get('/api/v1/expenses', { headers })).json()
  expect(items).toMatchObject([{ amount: '2.55', category: 'Groceries', note: 'milk' }])
  const date = items[0].date
  const data = { amount: '7.20', category: 'Dining', note: 'by a script', date }
  expect((await request.post('/api/v1/expenses', { headers, data })).status()).toBe(201)
  await expect(row(page, 'by a script')).toContainText('7.20')
})

test('each of two devices sees what the other adds, edits, deletes and takes back, by itself', {
  tag: '@one-size',
}, async ({ page, newDevice }) => {
  const person = await register(page)
  const other = await (await newDevice()).newPage()
  await signIn(other, person)
  for (const [here, there, note] of [
    [page, other, 'from the first'],
    [other, page, 'from the second'],
  ] as const) {
    await openForm(here)
    await addExpense(here, { amount: '3', category: 'Home', note })
    await expect(row(there, note)).toContainText('3.00')
    await row(here, note).getByRole('link').click()
    await addExpense(here, { amount: '4.5', note: `${note}, edited` })
    await expect(row(there, `${note}, edited`)).toContainText('4.50')
    await row(here, note).getByRole('link').click()
    await here.getByRole('button', { name: 'Delete' }).click()
    await expect(row(there, note)).toHaveCount(0)
    await here.getByRole('button', { name: 'Undo' }).click()
    await expect(row(there, note)).toHaveCount(1)
  }
})

test('four tabs that add at once, one of them closed in the middle, bring every expense once', {
  tag: '@one-size',
}, async ({ page, context, request }) => {
  const person = await register(page)
  const tabs = [page]
  for (let n = 1; n < 4; n++) {
    const tab = await context.newPage()
    await tab.goto('/add')
    tabs.push(tab)
  }
  await openForm(page)
  const add = async (tab: Page, name: number) => {
    for (let n = 0; n < 5; n++) {
      await fillExpense(tab, { amount: `${n + 1}`, category: 'Other', note: `tab ${name} no ${n}` })
      await tab.getByRole('button', { name: 'Save and add another' }).click()
      await expect(tab.getByRole('textbox', { name: 'Amount' })).toHaveValue('')
    }
    // The first tab may be the one that is sending just now.
    if (name === 0) await tab.close()
  }
  await Promise.all(tabs.map(add))
  await saved(tabs[1] as Page)
  const headers = await tokenOf(request, person)
  const { items } = await (await request.get('/api/v1/expenses', { headers })).json()
  const notes = items.map((item: { note: string }) => item.note).sort()
  const wanted = tabs.flatMap((_, name) =>
    Array.from({ length: 5 }, (_, n) => `tab ${name} no ${n}`),
  )
  expect(notes).toEqual(wanted.sort())
})

test('what is typed wrong stays, with a sentence under its field', { tag: '@one-size' }, async ({
  page,
}) => {
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '12..5,x', note: 'kept' })
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('12..5,x')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('kept')
  await expect(page.getByText(/category/i).filter({ hasText: /choose/i })).toBeVisible()
})

test('an expense written while the server is away waits, says so, and arrives later', {
  tag: '@one-size',
}, async ({ page, context, expectedComplaints }) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  await register(page)
  await openWholeForm(page)
  await saved(page)
  await context.setOffline(true)
  await addExpense(page, { amount: '5', category: 'Bills', note: 'offline' })
  await expect(row(page, 'offline')).toContainText('5.00')
  await expect(
    page.getByRole('status').filter({ hasText: '1 waiting, safe on this device' }),
  ).toBeVisible()
  await context.setOffline(false)
  await saved(page)
})

test('signing out leaves nothing of the account in the browser', { tag: '@one-size' }, async ({
  page,
  expectedComplaints,
}) => {
  expectedComplaints.push(/401 \(Unauthorized\).*api\/sync/)
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '2', category: 'Home', note: 'secret' })
  await saved(page)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/signin/)
  const left = await page.evaluate(async () => {
    const counts: number[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      for (const store of [...db.objectStoreNames].filter((one) => one !== 'meta')) {
        const request = db.transaction(store).objectStore(store).count()
        await new Promise((resolve) => {
          request.onsuccess = resolve
        })
        counts.push(request.result)
      }
      db.close()
    }
    return [...counts, localStorage.length, sessionStorage.length]
  })
  expect(left.every((count) => count === 0)).toBe(true)
  await page.goto('/')
  await expect(page).toHaveURL(/\/signin/)
})

test(
  'ten rounds between two devices: each change is seen on the other by itself',
  { tag: '@one-size' },
  async ({ page, newDevice }, { project }) => {
    const person = await register(page)
    const other = await (await newDevice()).newPage()
    await signIn(other, person)
    const delays: number[] = []
    for (let round = 0; round < 10; round++) {
      const [here, there] = round % 2 === 0 ? [page, other] : [other, page]
      await openForm(here)
      await fillExpense(here, { amount: `${round + 1}`, category: 'Home', note: `round ${round}` })
      const start = Date.now()
      await here.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(row(there, `round ${round}`)).toBeVisible()
      delays.push(Date.now() - start)
    }
    console.info(`${project.name}, saved here, seen there: ${delays.join(' ')} ms`)
  },
)
