import type { BrowserContext, Page } from 'playwright/test'
import { addExpense, fillExpense, openForm, register, signIn } from './fixtures/person'
import { expect, test } from './fixtures/test'

const row = (page: Page, text: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: text })
const status = (page: Page, text: string) =>
  expect(page.getByRole('status').filter({ hasText: text })).toBeVisible()
const saved = (page: Page) => status(page, 'All changes saved')
const refusal = 'Nothing can be saved on this device just now'

type Watched = { found: { close: () => void }[]; mayOpen: boolean; said: string[] }

/** Keeps hold of whatever connections the pages of a device open, and lets a test refuse them. */
const watch = (context: BrowserContext) =>
  context.addInitScript(() => {
    const watched: Watched = { found: [], mayOpen: true, said: [] }
    Object.assign(window, { watched })
    const open = IDBFactory.prototype.open
    IDBFactory.prototype.open = function (...args) {
      if (!watched.mayOpen) throw new DOMException('The connection was lost.', 'UnknownError')
      const request = open.apply(this, args)
      request.addEventListener('success', () => watched.found.push(request.result))
      return request
    }
    const { BroadcastChannel: Channel } = window
    window.BroadcastChannel = class extends Channel {
      constructor(name: string) {
        super(name)
        watched.found.push(this)
      }
    }
  })

/** Closes all of them as a browser would, which tells the page or not. */
const close = (page: Page, told: boolean, mayOpen = true) =>
  page.evaluate(
    ([told, mayOpen]) => {
      const { watched } = window as unknown as { watched: Watched }
      watched.mayOpen = mayOpen
      for (const one of watched.found.splice(0)) {
        one.close()
        if (told && one instanceof IDBDatabase) one.dispatchEvent(new Event('close'))
      }
    },
    [told, mayOpen] as const,
  )

for (const told of [false, true]) {
  test(`a database that the browser closes ${told ? 'and says so' : 'without a word'} is opened again by whatever needs it`, async ({
    page,
    context,
    newDevice,
  }) => {
    await watch(context)
    const ada = await register(page)
    await saved(page)
    await openForm(page)
    await fillExpense(page, { amount: '3', category: 'Home', note: 'typed before' })
    await close(page, told)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(row(page, 'typed before')).toBeVisible()
    await saved(page)
    await close(page, told)
    await openForm(page)
    await addExpense(page, { amount: '4', category: 'Dining', note: 'opened after' })
    await expect(row(page, 'opened after')).toBeVisible()
    await saved(page)
    const other = await (await newDevice()).newPage()
    await signIn(other, ada)
    await expect(row(other, 'opened after')).toBeVisible()
    await close(page, told)
    await openForm(other)
    await addExpense(other, { amount: '5', category: 'Home', note: 'news' })
    await expect(row(page, 'news')).toBeVisible()
    await saved(page)
  })

  test(`one that is closed ${told ? 'with' : 'without'} a word and cannot be opened is said to be so until it can`, async ({
    page,
    context,
  }) => {
    await watch(context)
    await register(page)
    await saved(page)
    await openForm(page)
    await fillExpense(page, { amount: '3', category: 'Home', note: 'held' })
    await close(page, told, false)
    // Nobody has used it since.
    await status(page, refusal)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('It could not be saved on this device')).toBeVisible()
    await status(page, refusal)
    await page.evaluate(() => {
      const { watched } = window as unknown as { watched: Watched }
      watched.mayOpen = true
    })
    await saved(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(row(page, 'held')).toBeVisible()
    await saved(page)
    const { items } = await (await page.request.get('/api/v1/expenses')).json()
    expect(items).toMatchObject([{ note: 'held' }])
  })
}

test('a browser that lets the database be opened only later goes on by itself', async ({
  page,
  context,
}) => {
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '3', category: 'Home', note: 'there' })
  await expect(row(page, 'there')).toBeVisible()
  await saved(page)
  await watch(context)
  await page.addInitScript(() => {
    const { watched } = window as unknown as { watched: Watched }
    watched.mayOpen = false
  })
  await page.goto('/')
  await expect(page.getByText('does not let TrackThatMoney keep data')).toBeVisible()
  await page.evaluate(() => {
    const { watched } = window as unknown as { watched: Watched }
    watched.mayOpen = true
  })
  await expect(row(page, 'there')).toBeVisible()
  await saved(page)
})

test('a database that is deleted under the page begins anew with what the server has', async ({
  page,
}) => {
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '3', category: 'Home', note: 'there' })
  const onServer = async () => (await (await page.request.get('/api/v1/expenses')).json()).items
  await expect.poll(onServer).toHaveLength(1)
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('trackthatmoney')
        request.onsuccess = resolve
        request.onerror = reject
      }),
  )
  await openForm(page)
  await addExpense(page, { amount: '4', category: 'Home', note: 'after' })
  await expect(row(page, 'after')).toBeVisible()
  await expect(row(page, 'there')).toBeVisible()
  await saved(page)
})

test('a page that was set aside asks for what it missed, and begins anew where the person changed', async ({
  page,
}) => {
  await register(page)
  await saved(page)
  const thaw = () =>
    page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  const streams = page.waitForRequest('**/api/sync/live')
  const asked = page.waitForRequest('**/api/sync')
  await thaw()
  await Promise.all([streams, asked])
  await saved(page)
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opened = indexedDB.open('trackthatmoney')
        opened.onerror = reject
        opened.onsuccess = () => {
          const transaction = opened.result.transaction('meta', 'readwrite')
          const metas = transaction.objectStore('meta')
          const found = metas.get('device')
          found.onsuccess = () => {
            metas.put({ ...found.result, clientId: crypto.randomUUID() }, 'device')
          }
          transaction.oncomplete = resolve
          transaction.onerror = reject
        }
      }),
  )
  const anew = page.waitForEvent('load')
  await thaw()
  await anew
  await saved(page)
})
