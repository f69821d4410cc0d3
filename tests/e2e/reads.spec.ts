import { addExpense, openForm, register } from './fixtures/person'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

/** In requests to the device's copy, as the app makes them today; more of them is a cost that somebody added. */
const mostAfterSave = 60

test('a save is followed by few reads of the device’s copy, each question being asked once for all', {
  tag: '@one-size',
}, async ({ page, context }) => {
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
  await register(page)
  for (const note of ['one', 'two']) {
    await openForm(page)
    await addExpense(page, { amount: '4', category: 'Home', note })
    await expect(rows(page).filter({ hasText: note })).toBeVisible()
  }
  await openForm(page)
  const status = page.getByRole('status').filter({ hasText: 'All changes saved' })
  await expect(status).toBeVisible()
  const counted = () => page.evaluate(() => (window as unknown as { reads: string[] }).reads)
  const before = (await counted()).length
  await addExpense(page, { amount: '5', category: 'Home', note: 'three' })
  await expect(rows(page).filter({ hasText: 'three' })).toBeVisible()
  await expect
    .poll(async () => {
      const { items } = await (await page.request.get('/api/v1/expenses')).json()
      return items.length
    })
    .toBe(3)
  await expect(status).toBeVisible()
  const after = (await counted()).slice(before)
  const per = after.reduce<Record<string, number>>((all, one) => {
    return Object.assign(all, { [one]: (all[one] ?? 0) + 1 })
  }, {})
  console.info(`reads after a save: ${after.length} ${JSON.stringify(per)}`)
  expect(after.length).toBeLessThanOrEqual(mostAfterSave)
})
