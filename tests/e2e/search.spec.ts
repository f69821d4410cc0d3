import { followBack, pressBack } from './fixtures/back'
import { signIn } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { fill, rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

test('one box finds notes, categories, amounts and days; filters stand in the address', async ({
  page,
}) => {
  await fill(page)
  await expect(rows(page)).toHaveCount(5)
  const search = page.getByRole('searchbox', { name: 'Search' })
  for (const [typed, count, sum] of [
    ['lidl', 2, '€95.20'],
    ['groceries >50', 1, '€61.00'],
    ['34.20', 1, '€34.20'],
    ['november 2026', 3, '€37.10'],
    ['lamp', 2, '€115.00'],
    ['2027', 1, '€800.00'],
    ['linden CAFE', 1, '€7.90'],
    ['€34.20', 1, '€34.20'],
    ['20/11/2026', 2, '€42.10'],
    ['Nov 20', 2, '€42.10'],
  ] as const) {
    await search.fill(typed)
    await expect(
      page.getByText(count === 1 ? '1 expense' : `${count} expenses`, { exact: true }),
    ).toBeVisible()
    await expect(rows(page), typed).toHaveCount(count)
    await expect(page.getByText(`Found in all: ${sum}`)).toBeAttached()
  }
  await search.fill('nothing like it')
  await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible()
  expect(await violations(page), 'nothing found').toEqual([])
  await page.getByRole('button', { name: 'Show everything' }).last().click()
  await expect(rows(page)).toHaveCount(5)

  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('button', { name: 'Home', exact: true }).click()
  await page.getByRole('textbox', { name: 'At most' }).fill('200')
  await expect(rows(page)).toHaveCount(1)
  expect(await violations(page), 'filters').toEqual([])
  await page.getByRole('button', { name: 'Done' }).click()
  await search.fill('lamp')
  await expect(page).toHaveURL('/?q=lamp&max=200&category=Home')
  // Opening one keeps them, and so does a reload, or the link on another device.
  await rows(page).getByRole('link').click()
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('lamp')
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page).toHaveURL('/?q=lamp&max=200&category=Home')
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove the filter Home' }).click()
  await page.getByRole('button', { name: 'Remove the filter Up to 200' }).click()
  await expect(rows(page)).toHaveCount(2)
  await expect(page).toHaveURL('/?q=lamp')
})

test('a search is shared as a link that shows the same wallet on another device', {
  tag: '@one-size',
}, async ({ page, context, newDevice }) => {
  const person = await fill(page)
  const headers = { origin: new URL(page.url()).origin }
  const made = await page.request.post('/api/v1/wallets', {
    data: { name: 'Trip', currency: 'EUR' },
    headers,
  })
  const { id: walletId } = await made.json()
  const data = {
    amount: '9',
    category: 'Travel',
    date: '2026-11-03',
    note: 'Lidl abroad',
    walletId,
  }
  expect((await page.request.post('/api/v1/expenses', { data, headers })).status()).toBe(201)
  await page.getByRole('combobox', { name: 'Wallet' }).selectOption('Trip · EUR')
  await page.getByRole('searchbox', { name: 'Search' }).fill('lidl')
  await expect(rows(page)).toHaveCount(1)
  await expect(page).toHaveURL(`/?wallet=${walletId}&q=lidl`)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('Link copied')).toBeVisible()
  expect(await violations(page), 'link copied').toEqual([])
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toBe(page.url())

  const other = await (await newDevice()).newPage()
  await other.addInitScript(() => {
    const share = async (shared: object) => Object.assign(window, { shared })
    Object.assign(Navigator.prototype, { share })
  })
  await signIn(other, person)
  await expect(rows(other).first()).toContainText('Linden')
  await other.goto(link)
  await expect(rows(other)).toHaveCount(1)
  await expect(rows(other)).toContainText('Lidl abroad')
  await rows(other).getByRole('link').click()
  await expect(other.getByRole('textbox', { name: 'Note' })).toHaveValue('Lidl abroad')
  await other.getByRole('button', { name: 'Close' }).click()
  await other.getByRole('button', { name: 'Share' }).click()
  expect(await other.evaluate(() => (window as { shared?: object }).shared)).toEqual({ url: link })
  await other.getByRole('button', { name: 'Show everything' }).click()
  await expect(other).toHaveURL('/')
})

test('the month is a control: it leads to another one, and back to the list', async ({ page }) => {
  await fill(page)
  const month = page.getByRole('combobox', { name: 'Month' })
  const heading = page.getByRole('heading', { level: 1 })
  await expect(month.getByRole('option')).toHaveText([/^February 2027.+800/, /37/, /61/, /120/])
  const home = await heading.textContent()
  const box = await heading.boundingBox()
  await month.selectOption('2026-10-01')
  await expect(heading).toContainText('October')
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByText('Found in all: €61.00')).toBeAttached()
  await expect(page).toHaveURL('/?from=2026-10-01&to=2026-10-31')
  await expect(month).toHaveValue('2026-10-01')
  expect(await violations(page), 'a month').toEqual([])
  expect(await heading.boundingBox()).toMatchObject({ y: box?.y, height: box?.height })
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await sideways(page)).toBe(0)
  await month.selectOption({ label: (await month.getByRole('option').nth(1).textContent()) ?? '' })
  await expect(heading).toHaveText(home ?? '')
  await expect(rows(page)).toHaveCount(5)
})

test('what is planned is folded, and comes with one press', { tag: '@one-size' }, async ({
  page,
}) => {
  await fill(page)
  const planned = page.getByRole('button', { name: '1 planned' })
  await expect(planned).toContainText('€800.00')
  await expect(rows(page).filter({ hasText: 'rent' })).toHaveCount(0)
  await planned.click()
  await expect(rows(page).filter({ hasText: 'rent' })).toHaveCount(1)
  expect(await violations(page), 'planned').toEqual([])
})

test('many are selected, with their sum, put into a category, deleted, and all of it undone', async ({
  page,
  isMobile,
}) => {
  await fill(page)
  const bar = page.getByRole('region', { name: 'Selection' })
  if (isMobile) {
    // A finger that rests selects, and opens nothing.
    const box = await rows(page).first().boundingBox()
    if (!box) throw new Error('There is no row.')
    const touch = await page.context().newCDPSession(page)
    const at = [{ x: box.x + 60, y: box.y + 20 }]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at })
    await expect(bar).toBeVisible()
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
    await page.getByRole('checkbox').nth(1).check({ force: true })
    await page.getByRole('checkbox').nth(2).check({ force: true })
  } else {
    await rows(page)
      .first()
      .click({ modifiers: ['Shift'] })
    await rows(page)
      .nth(2)
      .click({ modifiers: ['Shift'] })
  }
  await expect(bar).toContainText('3 selected €37.10')
  expect(await violations(page), 'selection').toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await sideways(page)).toBe(0)
  await bar.getByRole('button', { name: 'Category' }).click()
  const dialog = page.getByRole('dialog', { name: 'Category of 3 expenses' })
  await dialog.getByRole('radio', { name: 'Travel' }).check({ force: true })
  expect(await violations(page), 'dialog').toEqual([])
  await dialog.getByRole('button', { name: 'Put into Travel' }).click()
  await expect(rows(page).filter({ hasText: 'Travel' })).toHaveCount(3)
  await expect(bar).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page).filter({ hasText: 'Travel' })).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Search' }).fill('lidl')
  await page.getByRole('button', { name: 'Select all' }).click()
  await expect(bar).toContainText('2 selected €95.20')
  await bar.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete 2 expenses' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page)).toHaveCount(2)
})

test('the sum of a selection follows what a script changes and deletes meanwhile', {
  tag: '@one-size',
}, async ({ page }) => {
  await fill(page)
  await page.getByRole('searchbox', { name: 'Search' }).fill('lidl')
  await page.getByRole('button', { name: 'Select all' }).click()
  const bar = page.getByRole('region', { name: 'Selection' })
  await expect(bar).toContainText('2 selected €95.20')
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  const { items } = await (await page.request.get('/api/v1/expenses?q=lidl')).json()
  const headers = { origin: new URL(page.url()).origin }
  const path = (at: number) => `/api/v1/expenses/${items[at].id}`
  await page.request.patch(path(0), { headers, data: { amount: '4.20' } })
  await expect(bar).toContainText('2 selected €65.20')
  await page.request.delete(path(1), { headers })
  await expect(bar).toContainText('1 selected €4.20')
  await page.request.delete(path(0), { headers })
  await expect(bar).toBeHidden()
})

test('what is selected moves to another wallet, into the categories of the same names, and back', async ({
  page,
}) => {
  await fill(page)
  const headers = { origin: new URL(page.url()).origin }
  const data = { name: 'Trip', currency: 'EUR' }
  await page.request.post('/api/v1/wallets', { headers, data })
  const wallet = page.getByRole('combobox', { name: 'Wallet' })
  await expect(wallet).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search' }).fill('li')
  await expect(rows(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'Select all' }).click()
  const bar = page.getByRole('region', { name: 'Selection' })
  await bar.getByRole('button', { name: 'Move' }).click()
  const dialog = page.getByRole('dialog', { name: 'Move 3 expenses' })
  await expect(dialog.getByRole('combobox', { name: 'To the wallet' })).toContainText('Trip')
  expect(await violations(page), 'dialog').toEqual([])
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search' }).fill('')
  await wallet.selectOption({ label: 'Trip · EUR' })
  await expect(rows(page)).toHaveCount(3)
  await expect(rows(page).filter({ hasText: 'Linden café' })).toContainText('Dining')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page)).toHaveCount(0)
  await wallet.selectOption({ label: 'Personal · EUR' })
  await expect(rows(page)).toHaveCount(5)
  await expect(rows(page).filter({ hasText: 'Linden café' })).toContainText('Dining')
})

test('Back ends a selection where a browser asks pages first, and so does Escape', async ({
  page,
}) => {
  await followBack(page)
  await fill(page)
  const bar = page.getByRole('region', { name: 'Selection' })
  const select = () =>
    rows(page)
      .first()
      .click({ modifiers: ['Shift'] })
  await select()
  await expect(bar).toContainText('1 selected')
  await pressBack(page)
  await expect(bar).toBeHidden()
  await select()
  await expect(bar).toContainText('1 selected')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(rows(page)).toHaveCount(5)
})
