import {
  apart,
  edit,
  remove,
  row,
  saved,
  status,
  toHistory,
  toInbox,
  twoDevices,
} from './fixtures/apart'
import { smallTargets } from './fixtures/fingers'
import { addExpense, openWholeForm, register, signIn } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

test.beforeEach(({ expectedComplaints }) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
})

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

test('one device deletes what the other edits: the deletion stands, and Restore brings the edit back', {
  tag: '@one-size',
}, async ({ page, newDevice }) => {
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

test('a change that the server did not take is shown with its reason, exported and discarded', {
  tag: '@one-size',
}, async ({ page, newDevice }) => {
  const person = await register(page)
  const other = await (await newDevice()).newPage()
  await signIn(other, person)
  await toInbox(page)
  await expect(page.getByText('Nothing needs your attention')).toBeVisible()
  await openWholeForm(page)
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
