import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright/test'
import { expect, test } from './fixtures/test'

const password = 'a long enough one'

function newEmail(): string {
  return `n${randomBytes(6).toString('hex')}@example.org`
}

async function fill(page: Page, email: string, secret: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(secret)
}

async function register(page: Page): Promise<string> {
  const email = newEmail()
  await page.goto('/register')
  await fill(page, email, password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL('/add/plain')
  return email
}

test('registers, signs out and signs in again', async ({ page }) => {
  const email = await register(page)
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/signin/)
  await expect(page.getByRole('status')).toHaveText('You are signed out.')
  await page.goto('/add/plain')
  await expect(page).toHaveURL(/\/signin\?next=/)

  await fill(page, email, password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/add/plain')
  await page.goto('/signin')
  await expect(page).toHaveURL('/add/plain')
})

test('the choice not to keep data on the device outlives a wrong password and reaches the app later', {
  tag: '@one-size',
}, async ({ page, context }) => {
  const email = await register(page)
  /** What the server says to an app that would start now; asked once, it is taken. */
  const arrived = async () => {
    const headers = { origin: new URL(page.url()).origin }
    const reply = await context.request.post('/api/sync/arrival', { headers })
    return (await reply.json()).arrival
  }
  expect(await arrived()).toMatchObject({ keep: true })
  expect(await arrived()).toBeNull()
  await page.getByRole('button', { name: 'Sign out' }).click()
  const keep = page.getByRole('checkbox', { name: 'Keep my data on this device' })
  await expect(keep).toBeChecked()
  await keep.uncheck()
  await fill(page, email, 'not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(keep).not.toBeChecked()
  await fill(page, email, password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/add/plain')
  expect(await arrived()).toMatchObject({ keep: false })
})

test('says that the password is wrong, keeps the address and forgets the password', {
  tag: '@one-size',
}, async ({ page }) => {
  const email = await register(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/signin?next=/docs')
  await fill(page, email, 'not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toHaveText(
    'The e-mail address or the password is not right.',
  )
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue(email)
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('')
  expect(await page.content()).not.toContain('not the password')

  await fill(page, email, password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/docs')
})

test('says how long to wait after too many tries', { tag: '@one-size' }, async ({ page }) => {
  await page.goto('/signin')
  const email = newEmail()
  const alert = page.getByRole('alert')
  for (let attempt = 0; attempt < 12; attempt++) {
    await fill(page, email, `guess ${attempt}`)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(alert).toBeVisible()
    if (/Too many tries/.test((await alert.textContent()) ?? '')) break
  }
  await expect(alert).toHaveText(/^Too many tries\. Wait \d+ seconds?, then try again\.$/)
})

test('tells under each field what is wrong with it', async ({ page }) => {
  await page.goto('/register')
  await fill(page, 'no address', 'short')
  await page.getByRole('button', { name: 'Create account' }).click()
  const email = page.getByRole('textbox', { name: 'Email' })
  await expect(email).toHaveValue('no address')
  await expect(email).toHaveAccessibleDescription(/must be an e-mail address/i)
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveAccessibleDescription(
    /must have at least 8 characters/i,
  )

  const taken = await register(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/register')
  await fill(page, taken, password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(email).toHaveAccessibleDescription(/already has an account/i)
})

test('leads to no other site after signing in', { tag: '@one-size' }, async ({ page }) => {
  const email = await register(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/signin?next=//evil.example/')
  await fill(page, email, password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/add/plain')
})

test('tells whoever has no reset link how to get one, and whoever has an old one that it is', {
  tag: '@one-size',
}, async ({ page }) => {
  await page.goto('/signin')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByText('npm run reset-link -- EMAIL')).toBeVisible()
  await page.goto('/reset?t=made-up')
  await page.getByRole('textbox', { name: 'New password' }).fill(password)
  await page.getByRole('button', { name: 'Set new password' }).click()
  await expect(page.getByRole('alert')).toHaveText(/This link does not work any more/)
})
