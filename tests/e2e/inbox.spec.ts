import type { BrowserContext, Page } from 'playwright/test'
import { smallTargets } from './fixtures/fingers'
import { addExpense, openForm, register, signIn } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

const row = (page: Page, text: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: text })
const status = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('status').filter({ hasText: text })).toBeVisible()
const saved = (page: Page) => status(page, 'All changes saved')
const toInbox = (page: Page) =>
  page.getByRole('navigation').getByRole('link', { name: 'Inbox' }).click()
const toHistory = (page: Page) =>
  page.getByRole('navigation').getByRole('link', { name: 'History' }).click()

test.beforeEach(({ expectedComplaints }) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
})

/** Two devices of one account that both show one expense, "milk" for 1. */
async function twoDevices(page: Page, newDevice: () => Promise<BrowserContext>) {
  const person = await register(page)
  await openForm(page)
  await addExpense(page, { amount: '1', category: 'Groceries', note: 'milk' })
  const other = await (await newDevice()).newPage()
  await signIn(other, person)
  await expect(row(other, 'milk')).toContainText('1.00')
  for (const one of [page, other]) {
    await saved(one)
    // The screen's own code is there before the network goes.
    await toInbox(one)
    await expect(one.getByText('Nothing needs your attention')).toBeVisible()
    await toHistory(one)
  }
  return [page, other] as const
}

/** What both do while neither has the network, the first one being back on it before the second. */
async function apart(
  pages: readonly [Page, Page],
  first: (page: Page) => Promise<void>,
  second: (page: Page) => Promise<void>,
) {
  for (const page of pages) await page.context().setOffline(true)
  await first(pages[0])
  await second(pages[1])
  for (const page of pages) {
    await status(page, '1 waiting, safe on this device')
    await page.context().setOffline(false)
    await expect(page.getByRole('status').filter({ hasText: 'waiting' })).toHaveCount(0)
  }
}

async function edit(page: Page, typed: { amount?: string; note?: string; date?: string }) {
  await row(page, 'milk').getByRole('link').click()
  await addExpense(page, typed)
  await expect(page.getByRole('button', { name: 'Delete' })).toHaveCount(0)
}

async function remove(page: Page) {
  await row(page, 'milk').getByRole('link').click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(row(page, 'milk')).toHaveCount(0)
}

test('two devices write another amount offline: both show both, and choosing on one settles it on both', async ({
  page,
  newDevice,
  isMobile,
}) => {
  const devices = await twoDevices(page, newDevice)
  const [one, other] = devices
  await apart(
    devices,
    (page) => edit(page, { amount: '2' }),
    (page) => edit(page, { amount: '3' }),
  )
  for (const page of devices) {
    await status(page, '1 needs your attention')
    await expect(row(page, 'milk')).toContainText('In question')
    await expect(row(page, 'milk')).toContainText('3.00')
    await expect(page.getByText('Under review')).toBeAttached()
    await row(page, 'milk').getByRole('link').click()
    await expect(page.getByText('Two devices wrote different values here.')).toBeVisible()
    await page.getByRole('button', { name: 'Close' }).click()
  }
  await one.getByRole('status').getByRole('link', { name: '1 needs your attention' }).click()
  await expect(one).toHaveURL('/inbox')
  await toInbox(other)
  for (const page of devices) {
    const item = row(page, 'milk')
    await expect(item).toHaveCount(1)
    const other = /Another device \(Chrome on .+\), today at/
    for (const words of ['€2.00', '€3.00', 'This device, today at', other]) {
      await expect(item).toContainText(words)
    }
  }
  await expect(row(one, 'milk').getByRole('button', { name: 'Keep mine €2.00' })).toBeVisible()
  await expect(row(other, 'milk').getByRole('button', { name: 'Keep mine €3.00' })).toBeVisible()
  expect(await violations(one), 'inbox').toEqual([])
  if (isMobile) expect(await smallTargets(one.getByRole('main')), 'inbox').toEqual([])
  await row(other, 'milk').getByRole('button', { name: 'Keep theirs €2.00' }).click()
  for (const page of devices) {
    await expect(page.getByText('Nothing needs your attention')).toBeVisible()
    await saved(page)
    await toHistory(page)
    await expect(row(page, 'milk')).toContainText('2.00')
    await expect(row(page, 'milk')).not.toContainText('In question')
  }
})

test('one device deletes what the other edits: the deletion stands, and Restore brings the edit back', async ({
  page,
  newDevice,
}) => {
  const devices = await twoDevices(page, newDevice)
  const [one, other] = devices
  await apart(devices, remove, (page) => edit(page, { amount: '4' }))
  for (const page of devices) {
    await expect(row(page, 'milk')).toHaveCount(0)
    await toInbox(page)
    await expect(row(page, 'milk')).toContainText('€4.00')
    await expect(row(page, 'milk').getByRole('button', { name: 'Keep deleted' })).toBeVisible()
  }
  await expect(row(one, 'milk')).toContainText('Deleted by this device')
  await expect(row(other, 'milk')).toContainText('Deleted by another device (Chrome on')
  await row(one, 'milk').getByRole('button', { name: 'Restore' }).click()
  for (const page of devices) {
    await expect(page.getByText('Nothing needs your attention')).toBeVisible()
    await toHistory(page)
    await expect(row(page, 'milk')).toContainText('4.00')
  }
})

test('a deletion can be kept, and then nothing is asked any more', { tag: '@one-size' }, async ({
  page,
  newDevice,
}) => {
  const devices = await twoDevices(page, newDevice)
  await apart(devices, remove, (page) => edit(page, { amount: '4' }))
  await toInbox(page)
  await row(page, 'milk').getByRole('button', { name: 'Keep deleted' }).click()
  for (const page of devices) {
    await saved(page)
    await toInbox(page)
    await expect(page.getByText('Nothing needs your attention')).toBeVisible()
    await toHistory(page)
    await expect(row(page, 'milk')).toHaveCount(0)
  }
})

test('two devices edit different fields: both edits are there and nothing is asked', {
  tag: '@one-size',
}, async ({ page, newDevice }) => {
  const devices = await twoDevices(page, newDevice)
  await apart(
    devices,
    (page) => edit(page, { amount: '5' }),
    (page) => edit(page, { note: 'milk and bread' }),
  )
  for (const page of devices) {
    await expect(row(page, 'milk and bread')).toContainText('5.00')
    await saved(page)
    await toInbox(page)
    await expect(page.getByText('Nothing needs your attention')).toBeVisible()
  }
})

test('a note that another edit replaced is told quietly, and can be put back', {
  tag: '@one-size',
}, async ({ page, newDevice }) => {
  const devices = await twoDevices(page, newDevice)
  await apart(
    devices,
    (page) => edit(page, { note: 'milk, first' }),
    (page) => edit(page, { note: 'milk, second' }),
  )
  await toInbox(page)
  await expect(row(page, 'milk, second')).toContainText('milk, first')
  await saved(page)
  await expect(page.getByText('to decide')).toHaveCount(0)
  expect(await violations(page), 'told').toEqual([])
  await row(page, 'milk').getByRole('button', { name: 'Put back' }).click()
  for (const page of devices) {
    await toHistory(page)
    await expect(row(page, 'milk, first')).toHaveCount(1)
    await toInbox(page)
    await expect(page.getByText('Nothing needs your attention')).toBeVisible()
  }
})

test('a choice that came too late is asked again with the values of now', {
  tag: '@one-size',
}, async ({ page, newDevice }) => {
  const devices = await twoDevices(page, newDevice)
  const [one, other] = devices
  await apart(
    devices,
    (page) => edit(page, { amount: '2' }),
    (page) => edit(page, { amount: '3' }),
  )
  await toInbox(one)
  await one.context().setOffline(true)
  await row(one, 'milk').getByRole('button', { name: 'Keep mine €2.00' }).click()
  await expect(one.getByText('Nothing needs your attention')).toBeVisible()
  await edit(other, { amount: '6' })
  await expect(row(other, 'milk')).toContainText('6.00')
  await expect(other.getByRole('status').filter({ hasText: 'waiting' })).toHaveCount(0)
  await one.context().setOffline(false)
  await expect(row(one, 'milk')).toContainText('The values changed after you chose')
  await expect(row(one, 'milk')).toContainText('€6.00')
  await status(one, '1 needs your attention')
  await row(one, 'milk').getByRole('button', { name: 'Keep mine €2.00' }).click()
  await expect(one.getByText('Nothing needs your attention')).toBeVisible()
  await saved(one)
})

test('two devices choose differently: the second is asked anew, and its answer counts', {
  tag: '@one-size',
}, async ({ page, newDevice }) => {
  const devices = await twoDevices(page, newDevice)
  const [one, other] = devices
  await apart(
    devices,
    (page) => edit(page, { amount: '2' }),
    (page) => edit(page, { amount: '3' }),
  )
  for (const page of devices) {
    await status(page, '1 needs your attention')
    await toInbox(page)
    await expect(row(page, 'milk')).toContainText('€2.00')
  }
  await apart(
    devices,
    (page) => row(page, 'milk').getByRole('button', { name: 'Keep mine €2.00' }).click(),
    (page) => row(page, 'milk').getByRole('button', { name: 'Keep mine €3.00' }).click(),
  )
  await saved(one)
  await status(other, '1 needs your attention')
  await expect(row(other, 'milk')).toContainText('meanwhile another one was chosen')
  await expect(row(other, 'milk').getByRole('button', { name: 'Keep theirs €2.00' })).toBeVisible()
  expect(await violations(other), 'asked anew').toEqual([])
  await row(other, 'milk').getByRole('button', { name: 'Keep mine €3.00' }).click()
  for (const page of devices) {
    await expect(page.getByText('Nothing needs your attention')).toBeVisible()
    await saved(page)
    await toHistory(page)
    await expect(row(page, 'milk')).toContainText('3.00')
    await expect(row(page, 'milk')).not.toContainText('In question')
  }
})

test('a change that the server did not take is shown with its reason, exported and discarded', {
  tag: '@one-size',
}, async ({ page, newDevice }) => {
  const person = await register(page)
  const other = await (await newDevice()).newPage()
  await signIn(other, person)
  await toInbox(page)
  await expect(page.getByText('Nothing needs your attention')).toBeVisible()
  await openForm(page)
  await page.context().setOffline(true)
  await addExpense(page, { amount: '9', category: 'Home', note: 'a lamp' })
  await status(page, '1 waiting')
  // While the wallet is still empty a script changes its currency, and the amount no longer fits.
  const wallets = await (await other.request.get('/api/v1/wallets')).json()
  const origin = new URL(other.url()).origin
  const reply = await other.request.patch(`/api/v1/wallets/${wallets.items[0].id}`, {
    data: { currency: 'CHF' },
    headers: { origin },
  })
  expect(reply.status()).toBe(200)
  await page.context().setOffline(false)
  await status(page, '1 needs your attention')
  await toInbox(page)
  const item = row(page, 'a lamp')
  await expect(item).toContainText('The server did not take it. The wallet is in CHF now.')
  expect(await violations(page), 'not sent').toEqual([])
  const download = page.waitForEvent('download')
  await item.getByRole('button', { name: 'Export' }).click()
  const text = await (await (await download).createReadStream()).toArray()
  expect(JSON.parse(Buffer.concat(text).toString()).changes).toMatchObject([
    { name: 'expense.create', args: { fields: { amount: 900, note: 'a lamp' } } },
  ])
  await item.getByRole('button', { name: 'Discard' }).click()
  await item.getByRole('button', { name: 'Keep it' }).click()
  await item.getByRole('button', { name: 'Discard' }).click()
  await item.getByRole('button', { name: 'Discard for good' }).click()
  await expect(page.getByText('Nothing needs your attention')).toBeVisible()
  await saved(page)
})

test('the inbox has no barrier and does not scroll sideways, empty or with the longest values', async ({
  page,
  newDevice,
}) => {
  const devices = await twoDevices(page, newDevice)
  await toInbox(page)
  await expect(page.getByText('Nothing needs your attention')).toBeVisible()
  expect(await violations(page), 'empty').toEqual([])
  await toHistory(page)
  const long = `milk${'x'.repeat(490)}`
  await edit(page, { note: long })
  await expect(row(devices[1], 'milkx')).toBeVisible()
  await apart(
    devices,
    (page) => edit(page, { amount: '9999999999.99' }),
    (page) => edit(page, { amount: '-9999999999.98' }),
  )
  await toInbox(page)
  await expect(row(page, 'milk')).toBeVisible()
  await page.setViewportSize({ width: 320, height: 800 })
  expect(await sideways(page)).toBe(0)
})
