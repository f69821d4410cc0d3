import type { Page } from 'playwright/test'
import { addExpense, openForm, register, signIn } from './fixtures/person'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

/** A zone in which it is another day now than in UTC, and one of the other side of the world. */
const [away, opposite] =
  new Date().getUTCHours() >= 10
    ? (['Pacific/Kiritimati', 'Pacific/Honolulu'] as const)
    : (['Pacific/Pago_Pago', 'Pacific/Auckland'] as const)

const dayIn = (timeZone: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date())

async function me(page: Page) {
  const reply = await page.request.get('/api/v1/me')
  return (await reply.json()) as { timeZone: string; timeZoneChosen: boolean }
}

const isReported = (page: Page, timeZone: string) =>
  expect.poll(async () => (await me(page)).timeZone, { timeout: 30_000 }).toBe(timeZone)

test('the plain form knows the day where its person is, until they say otherwise', {
  tag: '@one-size',
}, async ({ newDevice }) => {
  const page = await (await newDevice({ timezoneId: away })).newPage()
  const person = await register(page)
  await isReported(page, away)
  // The device has noted that it reported.
  await expect
    .poll(() => page.evaluate(() => Object.values(localStorage).join(' ')))
    .toContain(away)
  await page.goto('/add/plain')
  await expect(page.getByLabel('Date')).toHaveValue(dayIn(away))

  // Another device far away reports once; afterwards both leave it alone.
  const other = await (await newDevice({ timezoneId: opposite })).newPage()
  await signIn(other, person)
  await isReported(other, opposite)
  await page.goto('/settings/preferences')
  const choice = page.getByRole('combobox', { name: 'Time zone' })
  await expect(page.getByText(`Now that is ${opposite}.`)).toBeVisible()
  await expect(choice).toHaveValue('')
  expect((await me(page)).timeZone).toBe(opposite)

  await choice.selectOption('Europe/Berlin')
  await expect
    .poll(() => me(page))
    .toMatchObject({ timeZone: 'Europe/Berlin', timeZoneChosen: true })
  await other.reload()
  await expect(other.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  expect(await me(page)).toMatchObject({ timeZone: 'Europe/Berlin', timeZoneChosen: true })
  await choice.selectOption('As on my devices')
  await expect.poll(() => me(page)).toMatchObject({ timeZone: away, timeZoneChosen: false })
})

test('what is of today for who wrote it is planned nowhere, whatever the zone or clock there', {
  tag: '@one-size',
}, async ({ newDevice }) => {
  // There it is always a day later than in Honolulu.
  const page = await (await newDevice({ timezoneId: 'Pacific/Kiritimati' })).newPage()
  const person = await register(page)
  for (const [note, date] of [
    ['coconut', dayIn('Pacific/Kiritimati')],
    ['rent', `${new Date().getUTCFullYear() + 1}-12-01`],
  ] as const) {
    await openForm(page)
    await addExpense(page, { amount: '3', category: 'Groceries', date, note })
    await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
  }
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()

  const there = await (await newDevice({ timezoneId: 'Pacific/Honolulu' })).newPage()
  const behind = await (await newDevice()).newPage()
  await behind.clock.setFixedTime(Date.now() - 12 * 365 * 86_400_000)
  for (const one of [there, behind]) {
    await signIn(one, person)
    await expect(rows(one)).toHaveText([/coconut/])
    await expect(one.getByRole('button', { name: /planned/ })).toHaveText(/^1 planned/)
    await rows(one).getByRole('link').click()
    await expect(one.getByRole('textbox', { name: 'Note' })).toHaveValue('coconut')
  }
})
