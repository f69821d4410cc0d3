import postgres from 'postgres'
import { type RunningServer, startServer } from '@/tests/support/server'
import { register, signIn } from './fixtures/person'
import { violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

test.skip(!process.env.TEST_DATABASE_URL, 'only in a Postgres can a sign-in be made to be long ago')

let server: RunningServer

test.beforeAll(async () => {
  server = await startServer({ database: 'postgres' })
})

test.afterAll(async () => {
  await server?.stop()
})

test('who signed in a while ago signs another device out with the password, which is asked for', {
  tag: '@one-size',
}, async ({ newDevice, expectedComplaints }) => {
  expectedComplaints.push(/status of 40[01]/)
  const baseURL = server.url
  const page = await (await newDevice({ baseURL })).newPage()
  const person = await register(page)
  const other = await (await newDevice({ baseURL })).newPage()
  await signIn(other, person)
  const sql = postgres(server.databaseUrl ?? '', { max: 1 })
  await sql`update sessions set created_at = now() - interval '11 minutes'`
  await sql.end()

  await page.goto('/settings/devices')
  const places = page.getByRole('main').getByRole('listitem')
  await expect(places).toHaveCount(2)
  await places.last().getByRole('button').click()
  const end = page.getByRole('button', { name: 'Sign it out' })
  await end.click()
  const field = page.getByLabel('Current password')
  await expect(field).toBeFocused()
  await expect(places.last()).toContainText('You signed in a while ago, so this needs it.')
  expect(await violations(page), 'asking').toEqual([])
  await field.fill('not this one at all')
  await end.click()
  await expect(places.last()).toContainText('The password is not right.')
  await expect(places).toHaveCount(2)
  await field.fill(person.password)
  await end.click()
  await expect(places).toHaveCount(1)
  await expect(other.getByText('This device was signed out from elsewhere')).toBeVisible()
})
