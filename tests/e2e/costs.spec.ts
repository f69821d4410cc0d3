import type { Page } from 'playwright/test'
import { register } from './fixtures/person'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

/** How many records were read of each store of the device's copy. */
type Read = Record<string, number>

const perMonth = 25
const few = 100
const many = 1000

test.beforeEach(async ({ context }) => {
  await context.addInitScript(() => {
    const read: Read = {}
    Object.assign(window, { read })
    const count = (store: string, found: unknown) => {
      const records = Array.isArray(found) ? found.length : Number(found != null)
      read[store] = (read[store] ?? 0) + records
    }
    for (const { prototype } of [IDBObjectStore, IDBIndex]) {
      for (const name of ['get', 'getAll', 'openCursor'] as const) {
        const ask = prototype[name] as (...args: unknown[]) => IDBRequest
        Object.assign(prototype, {
          [name](this: IDBObjectStore | IDBIndex, ...args: unknown[]) {
            const request = ask.apply(this, args)
            const { name: store } = this instanceof IDBIndex ? this.objectStore : this
            request.addEventListener('success', () => count(store, request.result))
            return request
          },
        })
      }
    }
  })
})

/** Adds expenses as a script would, `perMonth` a month, going back from the first day of a month. */
async function addMany(page: Page, from: number, to: number) {
  const headers = { origin: new URL(page.url()).origin }
  const { items } = await (await page.request.get('/api/v1/wallets')).json()
  const { items: categories } = await (await page.request.get('/api/v1/categories')).json()
  const clientId = crypto.randomUUID()
  for (let start = from; start < to; start += 100) {
    const mutations = Array.from({ length: Math.min(100, to - start) }, (_, index) => {
      const at = start + index
      const month = new Date(Date.UTC(2026, 9 - Math.floor(at / perMonth), 1 + (at % perMonth)))
      const fields = {
        ...{ amount: 100 + at, currency: 'EUR', rate: null, payers: null, split: null },
        ...{ date: month.toISOString().slice(0, 10), categoryId: categories[at % 3].id },
        note: at % 2 ? 'bread' : 'bus',
      }
      const args = { walletId: items[0].id, id: crypto.randomUUID(), fields }
      return { id: crypto.randomUUID(), n: at + 1, name: 'expense.create', args }
    })
    const sync = { protocol: 1, epoch: null, userId: null, clientId, cookie: {} }
    const sent = await page.request.post('/api/sync', { headers, data: { ...sync, mutations } })
    const { acks } = await sent.json()
    expect(acks.filter((ack: { revs?: object }) => ack.revs)).toHaveLength(mutations.length)
  }
}

const reads = (page: Page) =>
  page.evaluate(() => ({ ...(window as unknown as { read: Read }).read }))

/** What was read until the page has nothing more to do. */
async function readByNow(page: Page): Promise<Read> {
  let before: Read | undefined
  await expect(async () => {
    const now = await reads(page)
    const isSame = JSON.stringify(now) === JSON.stringify(before)
    before = now
    expect(isSame).toBe(true)
  }).toPass({ intervals: [1000] })
  return before ?? {}
}

/** Opens the list anew, with everything on the device; answers what that read. */
async function open(page: Page): Promise<Read> {
  // Not where the last search was, which would be made once more.
  await page.goto('/')
  await expect(rows(page).first()).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  return readByNow(page)
}

/** Looks for something that half of the expenses have; answers what that read. */
async function search(page: Page, count: number): Promise<Read> {
  const before = await reads(page)
  await page.getByRole('searchbox', { name: 'Search' }).fill('bread')
  await expect(page.getByText(`${(count / 2).toLocaleString('en-IE')} expenses`)).toBeVisible()
  const after = await readByNow(page)
  return Object.fromEntries(
    Object.entries(after).map(([store, read]) => [store, read - (before[store] ?? 0)]),
  )
}

test('opening reads as many rows, and a search as few of them, whatever the device holds', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  const costs: { opened: Read; searched: Read; months: number }[] = []
  for (const [from, count] of [
    [0, few],
    [few, many],
  ] as const) {
    await addMany(page, from, count)
    await page.reload()
    await expect.poll(() => heldBy(page), { timeout: 60_000 }).toBe(count)
    const opened = await open(page)
    costs.push({ opened, searched: await search(page, count), months: count / perMonth })
  }
  const [small, large] = costs
  console.info(JSON.stringify(costs))
  expect(large?.opened.expense).toBe(small?.opened.expense)
  for (const { searched, months } of costs) {
    // Those that are shown, and one record a month of what is looked at.
    expect(searched.expense).toBeLessThan(few)
    expect(searched.columns).toBe(months)
  }
})

/** How many expenses the device's copy holds. */
function heldBy(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open('trackthatmoney')
        request.onsuccess = () => {
          const database = request.result
          const count = database.transaction('expense').objectStore('expense').count()
          count.onsuccess = () => {
            database.close()
            resolve(count.result)
          }
        }
      }),
  )
}
