import type { Page } from 'playwright/test'
import { startServer } from '@/tests/support/server'
import { addExpense, openForm, register } from './fixtures/person'
import { expect, test } from './fixtures/test'

/**
 * From the launch to a saved expense, with the time of each step printed: three taps and the digits from the home screen,
 * two from the shortcut.
 */
async function addByTaps(
  page: Page,
  { from, when, digits }: { from: '/' | '/add'; when: string; digits: string },
): Promise<void> {
  const times: string[] = []
  const step = async (name: string, work: () => Promise<unknown>) => {
    const start = performance.now()
    await test.step(name, work)
    times.push(`${name} ${(performance.now() - start).toFixed(0)} ms`)
  }
  const keypad = page.getByRole('group', { name: 'Keypad' })
  await page.context().tracing.start({ screenshots: true, snapshots: true })
  await step(`launch ${from}`, async () => {
    await page.goto(from)
    if (from === '/') {
      await expect(page.getByRole('listitem').filter({ hasText: 'known' })).toBeVisible()
    } else await expect(keypad).toBeVisible()
  })
  if (from === '/') {
    await step('tap: Add expense', async () => {
      await page.getByRole('link', { name: 'Add expense' }).tap()
      await expect(keypad).toBeVisible()
    })
  }
  await step(`digits ${digits}`, async () => {
    for (const digit of digits) {
      await keypad
        .getByRole('button', { name: digit === '.' ? 'Decimal point' : digit, exact: true })
        .tap()
    }
  })
  await step('tap: Groceries', () =>
    page.getByRole('radio', { name: 'Groceries', exact: true }).tap({ force: true }),
  )
  await step('tap: Save', async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).tap()
    await expect(page.getByRole('listitem').filter({ hasText: digits })).toBeVisible()
  })
  const taps = times.filter((time) => time.startsWith('tap:')).length
  const path = test.info().outputPath(`${taps}-taps-${when}.zip`)
  await page.context().tracing.stop({ path })
  console.info(`${taps} taps, ${when}: ${times.join(', ')}`)
}

test('three taps and the digits save an expense, two from the shortcut, with the server there and with it gone', async ({
  openOwnDevice,
  expectedComplaints,
}) => {
  expectedComplaints.push(
    /ERR_(CONNECTION_(REFUSED|RESET)|INCOMPLETE_CHUNKED_ENCODING).*\/api\/sync/,
  )
  const server = await startServer()
  try {
    const device = await openOwnDevice({ baseURL: server.url })
    const page = device.pages()[0] ?? (await device.newPage())
    await register(page)
    await openForm(page)
    await addExpense(page, { amount: '1', category: 'Groceries', note: 'known' })
    await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await addByTaps(page, { from: '/', when: 'online', digits: '12.50' })
    await addByTaps(page, { from: '/add', when: 'online', digits: '3.30' })
    await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
    await server.kill9()
    await addByTaps(page, { from: '/', when: 'offline', digits: '7.90' })
    await addByTaps(page, { from: '/add', when: 'offline', digits: '6.10' })
    const status = page.getByRole('status')
    await expect(status.filter({ hasText: '2 waiting, safe on this device' })).toBeVisible()
  } finally {
    await server.stop()
  }
})
