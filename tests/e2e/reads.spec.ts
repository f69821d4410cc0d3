import type { Page } from 'playwright/test'
import { addExpense, openForm, register } from './fixtures/person'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

/** In requests to the device's copy, as the app makes them today; more of them is a cost that somebody added. */
const mostAfterSave = 60

test.beforeEach(async ({ context }) => {
  await context.addInitScript(() => {
    const reads: string[] = []
    Object.assign(window, { reads })
    for (const { prototype } of [IDBObjectStore, IDBIndex]) {
      for (const name of [
        'get',
        'getAll',
        'getKey',
        'getAllKeys',
        'count',
        'openCursor',
      ] as const) {
        const read = prototype[name] as (...args: unknown[]) => unknown
        Object.assign(prototype, {
          [name](this: IDBObjectStore | IDBIndex, ...args: unknown[]) {
            const store = this instanceof IDBIndex ? this.objectStore.name : this.name
            if (this instanceof IDBIndex || this.transaction.mode === 'readonly') {
              reads.push(`${store}.${name}`)
            }
            return read.apply(this, args)
          },
        })
      }
    }
  })
})

const reads = (page: Page) =>
  page.evaluate(() => (window as unknown as { reads: string[] }).reads.slice())

async function addThree(page: Page) {
  await register(page)
  for (const note of ['one', 'two', 'three']) {
    await openForm(page)
    await addExpense(page, { amount: '4', category: 'Home', note })
    await expect(rows(page).filter({ hasText: note })).toBeVisible()
  }
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
}

test('a save is followed by few reads of the device’s copy, each question being asked once for all', {
  tag: '@one-size',
}, async ({ page }) => {
  await addThree(page)
  await openForm(page)
  const before = (await reads(page)).length
  await addExpense(page, { amount: '5', category: 'Home', note: 'four' })
  await expect(rows(page).filter({ hasText: 'four' })).toBeVisible()
  const onServer = async () => (await (await page.request.get('/api/v1/expenses')).json()).items
  await expect.poll(onServer).toHaveLength(4)
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  const after = (await reads(page)).slice(before)
  console.info(`reads after a save: ${after.length} ${after.sort().join(' ')}`)
  expect(after.length).toBeLessThanOrEqual(mostAfterSave)
})

test('what a search has read is there for the next one, until something changes', {
  tag: '@one-size',
}, async ({ page }) => {
  await addThree(page)
  const search = page.getByRole('searchbox', { name: 'Search' })
  /** How often what searches look at is read while something is looked for. */
  const lookFor = async (text: string) => {
    const before = (await reads(page)).length
    await search.fill(text)
    await expect(rows(page)).toHaveCount(1)
    await expect(rows(page)).toContainText(text)
    const read = (await reads(page)).slice(before).filter((one) => one === 'columns.getAll')
    await search.fill('')
    await expect(rows(page)).not.toHaveCount(1)
    return read.length
  }
  expect(await lookFor('two')).toBeGreaterThan(0)
  expect(await lookFor('three')).toBe(0)
  await openForm(page)
  await addExpense(page, { amount: '5', category: 'Home', note: 'four' })
  await expect(rows(page)).toHaveCount(4)
  expect(await lookFor('four')).toBeGreaterThan(0)
})
