import type { Page } from 'playwright/test'
import { register, signIn } from './fixtures/person'
import { expect, test } from './fixtures/test'

async function firstWeekday(page: Page): Promise<number | null> {
  const reply = await page.request.get('/api/v1/me')
  return ((await reply.json()) as { firstWeekday: number | null }).firstWeekday
}

const onServer = (page: Page) => expect.poll(() => firstWeekday(page), { timeout: 30_000 })
const isSaved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()

test('weeks begin where the first device is at home, on all others too, until somebody says otherwise', {
  tag: '@one-size',
}, async ({ newDevice }) => {
  const page = await (await newDevice({ locale: 'en-US' })).newPage()
  const person = await register(page)
  await onServer(page).toBe(7)

  // One from elsewhere follows it, and leaves it alone.
  const german = await (await newDevice({ locale: 'de-DE' })).newPage()
  await signIn(german, person)
  await isSaved(german)
  const select = (of: Page) => of.getByRole('combobox', { name: 'First day of the week' })
  await german.goto('/settings/preferences')
  await expect(select(german)).toHaveValue('7')
  await expect(german.getByText('In this region weeks begin on Monday.')).toBeVisible()
  expect(await firstWeekday(page)).toBe(7)

  await select(german).selectOption('Saturday')
  await onServer(page).toBe(6)
  await page.reload()
  await isSaved(page)
  expect(await firstWeekday(page)).toBe(6)

  // Given free by a script, it is that of the device that is there.
  await german.close()
  const headers = { origin: new URL(page.url()).origin }
  await page.request.patch('/api/v1/me', { headers, data: { firstWeekday: null } })
  await onServer(page).toBe(7)
})
