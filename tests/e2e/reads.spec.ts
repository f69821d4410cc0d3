import type { Page } from 'playwright/test'
import { type Costs, costs, costsOf, countCosts, holdMany } from './fixtures/costs'
import { addExpense, openForm, type Person, register } from './fixtures/person'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

// What a timing cannot notice on a busy machine: more than these is a cost that somebody added. They are the same
// however much a device holds, and a little above what the app needs today.

type Most = Partial<Costs['rendered']> & { reads: number; rows?: number; commits: number }

const most = {
  save: {
    reads: 4,
    commits: 9,
    row: 30,
    day: 10,
    list: 6,
    month: 4,
    column: 4,
    form: 1,
    status: 3,
  },
  arrival: {
    reads: 3,
    commits: 4,
    row: 12,
    day: 4,
    list: 2,
    month: 2,
    column: 2,
    form: 0,
    status: 0,
  },
  otherTab: { reads: 16, commits: 7, row: 50, day: 10, list: 6, month: 2, column: 2, status: 3 },
  /** Half of the rows are the months of twenty years. */
  opening: { reads: 20, rows: 800, commits: 30 },
} satisfies Record<string, Most>

/** Every five seconds the device looks at its own record, whatever happens. */
const byTheClock = 'meta.get'
/** Read to find out what to ask the server; no screen waits for it. */
const ofSyncing = 'outbox.getAll'

function expectAtMost(what: keyof typeof most, found: Costs) {
  const { rows, commits, rendered } = found
  const reads = found.reads.filter((one) => one !== byTheClock)
  const counted = { ...rendered, reads: reads.length, rows, commits }
  const above = Object.entries(most[what]).filter(
    ([name, times]) => counted[name as keyof typeof counted] > times,
  )
  expect(above, `${what}: ${JSON.stringify({ ...counted, reads })}`).toEqual([])
}

test.beforeEach(({ context }) => countCosts(context))

let person: Person

/** A token for what another device of the same person does. */
async function tokenOf(page: Page): Promise<string> {
  const answer = await page.request.post('/api/v1/auth/token', { data: person })
  return (await answer.json()).accessToken
}

const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'All changes saved' })

async function add(page: Page, note: string) {
  await openForm(page)
  await addExpense(page, { amount: '4', category: 'Home', note })
  await expect(rows(page).filter({ hasText: note })).toBeVisible()
  await expect(saved(page)).toBeVisible()
}

/** Saves what the form holds, to the end: on the screen and on the server. */
const save = (page: Page, note: string) => async () => {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(rows(page).filter({ hasText: note })).toBeVisible()
  await expect.poll(async () => (await onServer(page)).map((one) => one.note)).toContain(note)
  await expect(saved(page)).toBeVisible()
}

async function onServer(page: Page): Promise<{ note: string; date: string }[]> {
  return (await (await page.request.get('/api/v1/expenses')).json()).items
}

/** Another device writes an expense, which appears here. */
const arrival = (page: Page, note: string) => async () => {
  const [{ date } = { date: '' }] = await onServer(page)
  const data = { amount: '7', category: 'Home', date, note }
  const made = await page.request.post('/api/v1/expenses', {
    data,
    headers: { authorization: `Bearer ${await tokenOf(page)}` },
  })
  expect(made.status()).toBe(201)
  await expect(rows(page).filter({ hasText: note })).toBeVisible()
}

for (const count of [100, 100_000]) {
  test(`with ${count} expenses a save, an arrival, a look at the server and an opening read and draw what they touch`, {
    tag: '@one-size',
  }, async ({ page, context }) => {
    test.setTimeout(300_000)
    person = await register(page)
    for (const note of ['one', 'two', 'three']) await add(page, note)
    await holdMany(page, count)
    await openForm(page)
    await page.getByRole('textbox', { name: 'Amount' }).fill('5')
    await page.getByRole('radio', { name: 'Home', exact: true }).check({ force: true })
    await page.getByRole('textbox', { name: 'Note' }).fill('four')
    let requests = 0
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/sync') requests++
    })
    expectAtMost('save', await costsOf(page, save(page, 'four')))
    expect(requests).toBe(1)

    const look = await costsOf(page, async () => {
      const answered = page.waitForResponse('**/api/sync')
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      await answered
    })
    expect(look.reads.filter((one) => one !== byTheClock)).toEqual([ofSyncing])
    expect(look.commits).toBe(0)

    expectAtMost('arrival', await costsOf(page, arrival(page, 'five')))

    const other = await context.newPage()
    await other.goto('/')
    await expect(rows(other).filter({ hasText: 'five' })).toBeVisible()
    await openForm(page)
    const tab = await costsOf(other, async () => {
      await addExpense(page, { amount: '6', category: 'Home', note: 'six' })
      await expect(rows(other).filter({ hasText: 'six' })).toBeVisible()
      await expect(saved(other)).toBeVisible()
    })
    expectAtMost('otherTab', tab)
    await page.close()

    await other.reload()
    await expect(rows(other).filter({ hasText: 'six' })).toBeVisible()
    await costsOf(other, async () => {})
    const opening = await costs(other)
    expectAtMost('opening', opening)
    // What the list begins with is asked for before it is drawn; once more where the view is smaller than it was taken to be.
    const { reads } = opening
    expect(reads.filter((one) => one === 'expense.getAll').length).toBeLessThanOrEqual(2)
    expect(reads.indexOf('month.getAll')).toBeLessThan(reads.indexOf('wallet.getAll'))
  })
}

test('what a search has read is there for the next one, until something changes', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  for (const note of ['one', 'two', 'three']) await add(page, note)
  const search = page.getByRole('searchbox', { name: 'Search' })
  /** How often what searches look at is read while something is looked for. */
  const lookFor = async (text: string) => {
    const before = (await costs(page)).reads.length
    await search.fill(text)
    await expect(rows(page)).toHaveCount(1)
    await expect(rows(page)).toContainText(text)
    const read = (await costs(page)).reads.slice(before).filter((one) => one === 'columns.getAll')
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
