import type { BrowserContext, Page } from 'playwright/test'
import { row, saved, status } from './fixtures/apart'
import {
  addExpense,
  openForm,
  openWholeForm,
  type Person,
  register,
  signIn,
} from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { expect, test } from './fixtures/test'

test.beforeEach(({ expectedComplaints }) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
})

async function add(page: Page, note: string) {
  await openForm(page)
  await addExpense(page, { amount: '7', category: 'Home', note })
  await expect(row(page, note)).toBeVisible()
}

/** Everything that this browser holds for the site, as one text. */
function held(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const all: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie]
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      for (const store of db.objectStoreNames) {
        const request = db.transaction(store).objectStore(store).getAll()
        await new Promise((resolve) => request.addEventListener('success', resolve))
        all.push(store, request.result)
      }
      db.close()
    }
    return JSON.stringify(all)
  })
}

/** The session is gone without a sign-out: the cookie has run out. */
async function endCookie(context: BrowserContext) {
  await context.clearCookies()
}

/** A second account, made elsewhere. */
async function another(newDevice: () => Promise<BrowserContext>): Promise<Person> {
  return register(await (await newDevice()).newPage())
}

/** Signs in without keeping the data on this device. */
async function signInBriefly(page: Page, { email, password }: Person) {
  await page.goto('/signin')
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  const keep = page.getByRole('checkbox', { name: 'Keep my data on this device' })
  await expect(keep).toBeChecked()
  await keep.uncheck()
  expect(await violations(page), 'sign in').toEqual([])
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/')
}

test('of account A nothing is in the browser when B signs in, and nothing of A is ever drawn', async ({
  page,
  context,
  newDevice,
}) => {
  const ada = await register(page)
  await add(page, 'the secret of Ada')
  await saved(page)
  await openForm(page)
  await page.getByRole('textbox', { name: 'Note' }).fill('half a secret of Ada')
  const bob = await another(newDevice)
  await endCookie(context)
  // What is drawn is watched from the first moment.
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.documentElement.innerHTML.includes('secret')) console.error('Ada was shown')
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })
  await signIn(page, bob)
  await expect(page.getByText('Write down your first expense')).toBeVisible()
  await saved(page)
  const left = await held(page)
  expect(left).toContain(bob.email)
  expect(left).not.toContain('secret')
  expect(left).not.toContain(ada.email)
})

test('another tab that still shows A starts anew with B', async ({ page, context, newDevice }) => {
  await register(page)
  await add(page, 'the secret of Ada')
  await saved(page)
  const bob = await another(newDevice)
  await endCookie(context)
  const tab = await context.newPage()
  await signIn(tab, bob)
  await expect(page.getByText('Write down your first expense')).toBeVisible()
  await expect(row(page, 'secret')).toHaveCount(0)
})

test('unsent work of A is offered to B as a file and then removed, and B goes on', async ({
  page,
  context,
  newDevice,
}) => {
  const ada = await register(page)
  await saved(page)
  await openWholeForm(page)
  await context.setOffline(true)
  await addExpense(page, { amount: '7', category: 'Home', note: 'the secret of Ada' })
  await status(page, '1 waiting')
  const bob = await another(newDevice)
  await endCookie(context)
  await page.goto('about:blank')
  await context.setOffline(false)
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.documentElement.innerHTML.includes('secret')) console.error('Ada was shown')
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })
  await signIn(page, bob)
  await expect(page.getByText(`${ada.email} wrote 1 change on this device`)).toBeVisible()
  expect(await violations(page), 'gate').toEqual([])
  // It stays so after a reload, also where the network is gone by then.
  await page.reload()
  await expect(page.getByText(`${ada.email} wrote 1 change on this device`)).toBeVisible()
  const tab = await context.newPage()
  await tab.goto('/inbox')
  await expect(tab.getByText(`${ada.email} wrote 1 change on this device`)).toBeVisible()
  await page.getByRole('button', { name: 'Remove them from this device' }).click()
  await page.getByRole('button', { name: 'Keep them' }).click()
  await expect(page.getByRole('button', { name: 'Remove them from this device' })).toBeFocused()
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  expect(await sideways(page)).toBe(0)
  if (size) await page.setViewportSize(size)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export them' }).click()
  const text = await (await (await download).createReadStream()).toArray()
  expect(JSON.parse(Buffer.concat(text).toString())).toMatchObject({
    account: ada.email,
    changes: [{ name: 'expense.create', args: { fields: { note: 'the secret of Ada' } } }],
  })
  await page.getByRole('button', { name: 'Remove them from this device' }).click()
  await expect(page.getByText('Write down your first expense')).toBeVisible()
  await saved(page)
  const left = await held(page)
  expect(left).not.toContain('secret')
  expect(left).not.toContain(ada.email)
  await expect(tab.getByText('Nothing needs your attention')).toBeVisible()
})

test('B can let A sign in again, whose work is then sent', async ({ page, context, newDevice }) => {
  const ada = await register(page)
  await saved(page)
  await openWholeForm(page)
  await context.setOffline(true)
  await addExpense(page, { amount: '7', category: 'Home', note: 'waiting' })
  await status(page, '1 waiting')
  const bob = await another(newDevice)
  await endCookie(context)
  await page.goto('about:blank')
  await context.setOffline(false)
  await signIn(page, bob)
  await page.getByRole('button', { name: 'Let them sign in' }).click()
  await expect(page).toHaveURL(/signin/)
  await signIn(page, ada)
  await expect(row(page, 'waiting')).toBeVisible()
  await saved(page)
  const { items } = await (await page.request.get('/api/v1/expenses')).json()
  expect(items).toMatchObject([{ note: 'waiting' }])
})

test('data that is not to be kept lives over reloads and tabs, and goes with the last of them', async ({
  context,
  newDevice,
}) => {
  const person = await another(newDevice)
  const first = await context.newPage()
  await signInBriefly(first, person)
  await add(first, 'for a while')
  await saved(first)
  await first.reload()
  await expect(row(first, 'for a while')).toBeVisible()
  const second = await context.newPage()
  await second.goto('/')
  await expect(row(second, 'for a while')).toBeVisible()
  await second.getByRole('link', { name: 'Settings' }).click()
  await expect(second.getByText('Your data goes from this device')).toBeVisible()
  await first.close()
  await second.reload()
  await expect(second.getByText('Your data goes from this device')).toBeVisible()
  await second.close()
  const later = await context.newPage()
  await later.addInitScript(() => {
    new MutationObserver(() => {
      if (document.documentElement.innerHTML.includes('for a while')) console.error('It was shown')
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })
  await later.goto('/')
  await expect(later).toHaveURL(/signin/)
  await expect(later.getByText('Your data was taken off this device')).toBeVisible()
  const left = await held(later)
  expect(left).not.toContain('for a while')
  expect(left).not.toContain(person.email)
  await later.close()
  const again = await context.newPage()
  await signIn(again, person)
  await expect(row(again, 'for a while')).toBeVisible()
})

test('what waits in data that is not to be kept is sent first, and removed then', async ({
  context,
  newDevice,
}) => {
  const person = await another(newDevice)
  const first = await context.newPage()
  await signInBriefly(first, person)
  await openWholeForm(first)
  await saved(first)
  await context.setOffline(true)
  await addExpense(first, { amount: '7', category: 'Home', note: 'for a while' })
  await status(first, '1 waiting')
  await first.close()
  await context.setOffline(false)
  const later = await context.newPage()
  // The page comes through, the sync does not.
  await later.route('**/api/sync', (route) => route.abort('internetdisconnected'))
  await later.goto('/')
  await expect(later.getByText(`You chose not to keep the data of ${person.email}`)).toBeVisible()
  await expect(row(later, 'for a while')).toHaveCount(0)
  expect(await violations(later), 'leaving').toEqual([])
  await later.unroute('**/api/sync')
  await later.reload()
  await expect(later).toHaveURL(/signin/)
  expect(await held(later)).not.toContain('for a while')
  await signIn(later, person)
  await expect(row(later, 'for a while')).toBeVisible()
})

test('signing out first says what is not sent, hands it out as a file, and can be forced', async ({
  page,
  context,
}) => {
  await register(page)
  await saved(page)
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  await openWholeForm(page)
  await context.setOffline(true)
  await addExpense(page, { amount: '7', category: 'Home', note: 'not sent' })
  await status(page, '1 waiting')
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('1 change is not sent yet')).toBeVisible()
  expect(await violations(page), 'sign out').toEqual([])
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download them' }).click()
  expect((await download).suggestedFilename()).toBe('trackthatmoney-not-sent.json')
  await page.getByRole('button', { name: 'Sign out and lose them' }).click()
  await expect(page.getByText('Your data is off this device.')).toBeVisible()
  expect(await held(page)).not.toContain('not sent')
  await context.setOffline(false)
  await expect(page).toHaveURL(/signin/)
  expect(await held(page)).not.toContain('ttm-left')
})

test('signing out on the plain page takes the data off this device too', async ({ page }) => {
  await register(page)
  await add(page, 'on this device')
  await saved(page)
  await page.goto('/add/plain')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await page.goto('/')
  await expect(page).toHaveURL(/signin/)
  expect(await held(page)).not.toContain('on this device')
})

test('a sign-out that the server could not take is not taken for one', async ({ page }) => {
  await register(page)
  await add(page, 'on this device')
  await saved(page)
  const way = '**/api/v1/auth/sign-out'
  await page.route(way, (route) => route.fulfill({ status: 503, body: '' }))
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('Your data is off this device.')).toBeVisible()
  await page.unroute(way)
  await page.getByRole('button', { name: 'Load the page again' }).click()
  await expect(page).toHaveURL(/signin/)
  expect(await held(page)).not.toContain('on this device')
})
