import type { BrowserContext, Page } from 'playwright/test'
import { addExpense, openForm, type Person, register, signIn } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

const row = (page: Page, text: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: text })
const status = (page: Page, text: string) =>
  expect(page.getByRole('status').filter({ hasText: text })).toBeVisible()
const saved = (page: Page) => status(page, 'All changes saved')

test.beforeEach(({ expectedComplaints }) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
})

/** Writes three expenses without a network, beside one that the server has, and half of a fifth. */
async function workOffline(page: Page, context: BrowserContext) {
  await openForm(page)
  await addExpense(page, { amount: '4', category: 'Home', note: 'on the server' })
  await saved(page)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await openForm(page)
  await context.setOffline(true)
  for (const note of ['secret 1', 'secret 2', 'secret 3']) {
    if (note !== 'secret 1') await openForm(page)
    await addExpense(page, { amount: '7', category: 'Home', note })
    await expect(row(page, note)).toBeVisible()
  }
  await status(page, '3 waiting, safe on this device')
  await openForm(page)
  await page.getByRole('textbox', { name: 'Note' }).fill('half a secret')
  await page.goBack()
}

/** Changes something of the account from another browser in which its person is signed in. */
async function elsewhere(
  newDevice: () => Promise<BrowserContext>,
  person: Person,
  path: (page: Page) => Promise<[method: string, path: string, body?: object]>,
) {
  const page = await (await newDevice()).newPage()
  await signIn(page, person)
  const [method, address, body] = await path(page)
  const answer = await page.evaluate(
    async ([method, address, body]) => {
      const headers = { 'content-type': 'application/json' }
      const sent = { method, headers, ...(body && { body: JSON.stringify(body) }) }
      return (await fetch(`/api/v1${address}`, sent)).status
    },
    [method, address, body] as const,
  )
  expect(answer).toBeLessThan(300)
}

const notesOf = async (page: Page) => {
  const { items } = await (await page.request.get('/api/v1/expenses')).json()
  return items.map(({ note }: { note: string }) => note).sort()
}

/** Complains where anything of the person is ever drawn in a page. */
const watch = (page: Page) =>
  page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.documentElement.innerHTML.includes('secret')) console.error('It was shown')
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })

/** What the databases and the kept values of this browser hold, as one text. */
function held(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const all: unknown[] = [{ ...localStorage }]
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('trackthatmoney')
      request.onsuccess = () => resolve(request.result)
    })
    for (const store of db.objectStoreNames) {
      const request = db.transaction(store).objectStore(store).getAll()
      await new Promise((resolve) => {
        request.onsuccess = resolve
      })
      all.push(request.result)
    }
    db.close()
    return JSON.stringify(all)
  })
}

test('after a change of the password elsewhere unsent work is kept, shown to nobody, and sent once its person is back', async ({
  page,
  context,
  newDevice,
}) => {
  const ada = await register(page)
  await saved(page)
  await workOffline(page, context)
  const newPassword = 'another sentence nobody guesses'
  await elsewhere(newDevice, ada, async () => [
    'POST',
    '/me/password',
    { currentPassword: ada.password, newPassword },
  ])
  const tab = await context.newPage()
  await context.setOffline(false)
  await tab.goto('/inbox')
  const words = `3 changes of ${ada.email}`
  await expect(page.getByText(words)).toBeVisible()
  await expect(tab.getByText(words)).toBeVisible()
  await expect(row(page, 'secret')).toHaveCount(0)
  expect(await violations(page), 'gate').toEqual([])
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  expect(await sideways(page)).toBe(0)
  if (size) await page.setViewportSize(size)
  const left = await held(page)
  expect(left).not.toContain('on the server')
  expect(left).toContain('secret 3')
  // Neither a reload nor the want of a network opens it.
  await tab.close()
  await watch(page)
  await page.reload()
  await expect(page.getByText(words)).toBeVisible()
  await context.setOffline(true)
  await page.goto('/')
  await expect(page.getByText(words)).toBeVisible()
  await context.setOffline(false)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export them' }).click()
  const text = await (await (await download).createReadStream()).toArray()
  const { changes } = JSON.parse(Buffer.concat(text).toString())
  expect(changes).toHaveLength(3)
  await page.close()
  const back = await context.newPage()
  await signIn(back, { ...ada, password: newPassword })
  for (const note of ['on the server', 'secret 1', 'secret 2', 'secret 3']) {
    await expect(row(back, note)).toBeVisible()
  }
  await saved(back)
  expect(await notesOf(back)).toEqual(['on the server', 'secret 1', 'secret 2', 'secret 3'])
  await openForm(back)
  await expect(back.getByRole('textbox', { name: 'Note' })).toHaveValue('half a secret')
})

test('the next person is handed the work of the one who was signed out, who can still come back for it', async ({
  page,
  context,
  newDevice,
}) => {
  const ada = await register(page)
  await saved(page)
  await workOffline(page, context)
  await elsewhere(newDevice, ada, async (other) => {
    const { items } = await (await other.request.get('/api/v1/me/sessions')).json()
    const { id } = items.find(({ current }: { current: boolean }) => !current)
    return ['DELETE', `/me/sessions/${id}`]
  })
  await context.setOffline(false)
  await expect(page.getByText(`3 changes of ${ada.email}`)).toBeVisible()
  const bob = await register(await (await newDevice()).newPage())
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await expect(page).toHaveURL(/signin/)
  await signIn(page, bob)
  await expect(page.getByText(`${ada.email} wrote 3 changes on this device`)).toBeVisible()
  await page.reload()
  await expect(page.getByText(`${ada.email} wrote 3 changes on this device`)).toBeVisible()
  await page.getByRole('button', { name: 'Let them sign in' }).click()
  await expect(page).toHaveURL(/signin/)
  await signIn(page, ada)
  await expect(row(page, 'secret')).toHaveCount(3)
  await saved(page)
  expect(await notesOf(page)).toHaveLength(4)
})

test('where nothing is unsent a device that was signed out is emptied, but for what its person has not finished', async ({
  page,
  context,
  newDevice,
}) => {
  const ada = await register(page)
  await openForm(page)
  await addExpense(page, { amount: '4', category: 'Home', note: 'on the server' })
  await saved(page)
  await openForm(page)
  await page.getByRole('textbox', { name: 'Note' }).fill('half a secret')
  await elsewhere(newDevice, ada, async () => [
    'POST',
    '/me/password',
    { currentPassword: ada.password, newPassword: ada.password.toUpperCase() },
  ])
  await expect(page).toHaveURL(/signin.*notice=revoked/)
  expect(await held(page)).not.toContain('on the server')
  await signIn(page, { ...ada, password: ada.password.toUpperCase() })
  await openForm(page)
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('half a secret')
  await elsewhere(newDevice, { ...ada, password: ada.password.toUpperCase() }, async () => [
    'POST',
    '/me/password',
    { currentPassword: ada.password.toUpperCase(), newPassword: ada.password },
  ])
  await expect(page).toHaveURL(/signin.*notice=revoked/)
  const bob = await register(await (await newDevice()).newPage())
  await signIn(page, bob)
  await expect(page.getByText('Write down your first expense')).toBeVisible()
  expect(await held(page)).not.toContain('half a secret')
  await context.close()
})
