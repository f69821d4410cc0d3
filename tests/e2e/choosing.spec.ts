import { apart, edit, row, saved, status, toHistory, toInbox, twoDevices } from './fixtures/apart'
import { violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

test.beforeEach(({ expectedComplaints }) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
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
