import type { Page } from 'playwright/test'
import { addExpense, openForm, register, signIn } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

const saved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { name, level: 1, exact: true })).toBeVisible()
const worker = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true))

test.beforeEach(({ expectedComplaints }) => {
  // What is offline, refused or signed out on purpose.
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  // What was fetched ahead as the network went.
  expectedComplaints.push(/ChunkLoadError|Failed to fetch RSC payload/)
})

test('name, email and password change; what was typed stays until that worked', {
  tag: '@one-size',
}, async ({ page, context, newDevice }) => {
  const { email, password } = await register(page)
  const other = await (await newDevice()).newPage()
  await signIn(other, { email, password })
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Name, email and password' }).click()
  const form = (name: string) => page.getByRole('form', { name })
  const field = (of: string, label: string) => form(of).getByRole('textbox', { name: label })

  // Until then the page itself is on its way.
  await expect(field('Name', 'Name')).toBeVisible()
  await worker(page)
  await context.setOffline(true)
  await expect(page.getByText('You are offline. Changing these needs the network.')).toBeVisible()
  await field('Name', 'Name').fill('Ada L.')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(form('Name').getByRole('alert')).toContainText('The server cannot be reached')
  await expect(field('Name', 'Name')).toHaveValue('Ada L.')
  expect(await violations(page), 'account, offline').toEqual([])
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(form('Name').getByRole('status')).toHaveText('Your name is changed.')

  const fresh = `new-${email}`
  await field('Email', 'New email').fill(fresh)
  await field('Email', 'Current password').fill('wrong')
  await page.getByRole('button', { name: 'Change email' }).click()
  await expect(form('Email')).toContainText('The password is not right.')
  await expect(field('Email', 'Current password')).toBeFocused()
  await expect(field('Email', 'New email')).toHaveValue(fresh)
  await field('Email', 'Current password').fill(password)
  await page.getByRole('button', { name: 'Change email' }).click()
  await expect(form('Email').getByRole('status')).toContainText('Your email is changed.')
  await expect(page.getByText(fresh, { exact: true })).toBeVisible()

  const secret = 'another sentence nobody guesses'
  await field('Password', 'Current password').fill(password)
  await field('Password', 'New password').fill('short')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(form('Password')).toContainText('The new password must have at least 8 characters')
  expect(await violations(page), 'account, with problems').toEqual([])
  await field('Password', 'New password').fill(secret)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(form('Password').getByRole('status')).toContainText('Your password is changed.')
  await expect(field('Password', 'New password')).toHaveValue('')

  await page.getByRole('link', { name: 'Back to Settings' }).click()
  await expect(page.getByText('Ada L.')).toBeVisible()
  await expect(page.getByText(fresh, { exact: true })).toBeVisible()
  await expect(other.getByText('This device was signed out from elsewhere')).toBeVisible()
  await signIn(other, { email: fresh, password: secret })
})

test('another device is signed out from the list, and told so', { tag: '@one-size' }, async ({
  page,
  context,
  newDevice,
}) => {
  const person = await register(page)
  const userAgent =
    'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36'
  const phone = await (await newDevice({ userAgent })).newPage()
  await signIn(phone, person)
  await openForm(phone)
  await addExpense(phone, { amount: '1', category: 'Home', note: 'kept' })
  await saved(phone)
  await page.goto('/settings/devices')
  const places = page.getByRole('main').getByRole('listitem')
  await expect(places).toHaveCount(2)
  await expect(places.first()).toContainText('This device')
  await expect(places.first().getByRole('button')).toHaveCount(0)
  await expect(places.last()).toContainText('Last seen today at')
  const signOut = page.getByRole('button', { name: 'Sign out Chrome on Android' })
  await signOut.click()
  await expect(page.getByRole('button', { name: 'Sign it out' })).toBeFocused()
  expect(await violations(page), 'devices').toEqual([])

  await context.setOffline(true)
  await page.getByRole('button', { name: 'Sign it out' }).click()
  await expect(places.last()).toContainText('The server cannot be reached.')
  await expect(page.getByText('Signing a device out needs the network.')).toBeVisible()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(signOut).toBeFocused()
  await signOut.click()
  await page.getByRole('button', { name: 'Sign it out' }).click()
  await expect(places).toHaveCount(1)
  await expect(page.getByText('Signed out Chrome on Android')).toBeVisible()
  await expect(phone.getByText('This device was signed out from elsewhere')).toBeVisible()
  await expect(phone.getByText('kept')).toHaveCount(0)
})

test('a theme that was chosen offline is there before anything is painted, on every page', {
  tag: '@one-size',
}, async ({ page, context }) => {
  await register(page)
  await worker(page)
  const theme = page.locator('html')
  const paper = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  // What the page looked like when its first words came.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return
      observer.disconnect()
      const { theme = 'none' } = document.documentElement.dataset
      const bar = document.querySelector<HTMLMetaElement>('meta[name=theme-color]')?.content
      Object.assign(window, { atFirst: `${theme} ${bar}` })
    }).observe(document, { childList: true, subtree: true })
  })
  const atFirst = () => page.evaluate(() => (window as { atFirst?: string }).atFirst)
  await page.goto('/settings/preferences')
  const light = await paper()
  expect(await atFirst()).toContain('none')
  await context.setOffline(true)
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(theme).toHaveAttribute('data-theme', 'dark')
  const dark = await paper()
  expect(dark).not.toBe(light)
  await expect(page.getByRole('status').filter({ hasText: '1 waiting' })).toBeVisible()
  for (const path of ['/settings/preferences', '/']) {
    await page.goto(path)
    expect(await atFirst(), path).toBe('dark #0C110F')
    expect(await paper(), path).toBe(dark)
  }
  await context.setOffline(false)
  await saved(page)
  // A page that is made for each request has a policy of its own.
  await page.goto('/docs')
  expect(await atFirst()).toBe('dark #0C110F')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/settings/preferences')
  await page.getByRole('radio', { name: 'Light' }).check()
  await expect(theme).toHaveAttribute('data-theme', 'light')
  expect(await paper()).toBe(light)
  await page.getByRole('radio', { name: 'System' }).check()
  await expect(theme).not.toHaveAttribute('data-theme')
  expect(await paper()).toBe(dark)
  await page.getByRole('radio', { name: 'Light' }).check()
  await saved(page)
  await page.getByRole('link', { name: 'Back to Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/signin/)
  expect(await atFirst()).toContain('none')
})

test('region, months and currency are as they were chosen, also on another device', {
  tag: '@one-size',
}, async ({ page, newDevice }) => {
  const person = await register(page)
  await page.goto('/settings/preferences')
  const select = (name: string) => page.getByRole('combobox', { name })
  await select('Currency of Personal').selectOption('CHF')
  await select('First day of the month').selectOption('2nd')
  await expect(page.getByText('Months last from the 2nd to the 1st of the next one.')).toBeVisible()
  await openForm(page)
  await addExpense(page, { amount: '1234.5', category: 'Home', note: 'rent' })
  const row = page.getByRole('listitem').filter({ hasText: 'rent' })
  await expect(row).toContainText('CHF 1,234.50')
  await expect(page.getByRole('heading', { name: /Since 2 / })).toBeVisible()
  await page.goto('/settings/preferences')
  // With an expense in it, another one is asked about first.
  await select('Currency of Personal').selectOption('EUR')
  await expect(page.getByRole('button', { name: 'Write it in EUR' })).toBeVisible()
  await select('Currency of Personal').selectOption('CHF')
  await select('Language and region').selectOption('German (Austria)')
  await select('First day of the week').selectOption('Sunday')
  await expect(page.getByText('In this region weeks begin on Monday.')).toBeVisible()
  await expect(page.getByText('Changed the first day of the week')).toBeVisible()
  await saved(page)
  await page.goto('/')
  await expect(row).toContainText('CHF 1.234,50')

  const other = await (await newDevice()).newPage()
  await signIn(other, person)
  await expect(other.getByRole('listitem').filter({ hasText: 'rent' })).toContainText('1.234,50')
  await expect(other.getByRole('heading', { name: /Since 2 / })).toBeVisible()
  const me = await (await other.request.get('/api/v1/me')).json()
  expect(me).toMatchObject({ locale: 'de-AT', firstWeekday: 7, monthStartsOn: 2, theme: 'system' })
})

test('new expenses go to the wallet used last, or to the default one always', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  const headers = { origin: new URL(page.url()).origin }
  const data = { name: 'Trip', currency: 'CHF' }
  const made = await (await page.request.post('/api/v1/wallets', { headers, data })).json()
  const list = page.locator('#wallet')
  const inForm = page.locator('#form-wallet')
  const chosen = (of: typeof list) => of.locator('option:checked')
  const closed = () => expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
  await expect(list).toBeVisible()
  await openForm(page)
  await expect(chosen(inForm)).toHaveText('Personal · EUR')
  await addExpense(page, { amount: '1', category: 'Home', note: 'lamp' })
  await closed()
  await openForm(page)
  await inForm.selectOption('Trip · CHF')
  await addExpense(page, { amount: '2', category: 'Travel', note: 'train' })
  await closed()
  await openForm(page)
  await expect(chosen(inForm)).toHaveText('Trip · CHF')
  // A category of one's own is made where the expense goes.
  await page.getByRole('textbox', { name: 'Amount' }).fill('3')
  await page.getByRole('link', { name: 'New category' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Cable car')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('radio', { name: 'Cable car' })).toBeChecked()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await closed()
  // The list still shows the other one; what is duplicated there stays there.
  await expect(chosen(list)).toHaveText('Personal · EUR')
  await page.getByRole('listitem').filter({ hasText: 'lamp' }).getByRole('link').click()
  await page.getByRole('button', { name: 'Duplicate' }).click()
  await expect(chosen(inForm)).toHaveText('Personal · EUR')
  await page.getByRole('button', { name: 'Close' }).click()
  const line = page.getByRole('textbox', { name: 'Or write it in one line' })
  if ((page.viewportSize()?.width ?? 0) >= 1024) {
    await line.fill('4 lift travel')
    await expect(page.getByText('CHF 4.00 · lift · Today · Travel · Trip')).toBeVisible()
    await line.fill('')
  }
  // Whoever turns to another wallet adds there.
  await list.selectOption('Trip · CHF')
  await expect(page.getByRole('listitem').filter({ hasText: 'train' })).toBeVisible()
  await list.selectOption('Personal · EUR')
  await openForm(page)
  await expect(chosen(inForm)).toHaveText('Personal · EUR')

  await page.goto('/settings/preferences')
  await page.getByRole('combobox', { name: 'Default wallet' }).selectOption('Trip')
  await page.getByRole('radio', { name: 'Always the default wallet' }).check()
  await saved(page)
  const me = await (await page.request.get('/api/v1/me')).json()
  expect(me.defaultWalletId).toBe(made.id)
  expect(await violations(page), 'preferences of two wallets').toEqual([])
  await page.goto('/add')
  await expect(chosen(inForm)).toHaveText('Trip · CHF')
  await inForm.selectOption('Personal · EUR')
  await addExpense(page, { amount: '5', category: 'Home', note: 'bulb' })
  await closed()
  await openForm(page)
  await expect(chosen(inForm)).toHaveText('Trip · CHF')
  await page.goto('/settings/preferences')
  await page.getByRole('radio', { name: 'The wallet used last' }).check()
  await openForm(page)
  await expect(chosen(inForm)).toHaveText('Personal · EUR')
})

test('each page of the settings has no barrier and fits 320 pixels, online and offline', async ({
  page,
  context,
}) => {
  await register(page)
  await worker(page)
  await page.setViewportSize({ width: 320, height: 800 })
  for (const offline of [false, true]) {
    await context.setOffline(offline)
    for (const name of ['Account', 'Devices', 'Preferences']) {
      await page.goto(`/settings/${name.toLowerCase()}`)
      await heading(page, name)
      await expect(page.getByRole('main').locator('[aria-hidden=true] .bg-line')).toHaveCount(0)
      expect(await violations(page), `${name}, offline: ${offline}`).toEqual([])
      expect(await sideways(page), name).toBe(0)
    }
    await expect(page.getByRole('combobox', { name: 'Language and region' })).toBeVisible()
  }
  await page.goto('/settings/devices')
  await expect(page.getByText('The server cannot be reached')).toBeVisible()
})
