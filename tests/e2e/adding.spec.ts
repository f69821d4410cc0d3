import { addExpense, fillExpense, openForm, register } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { rows, stopCalendar } from './fixtures/spending'
import { expect, test } from './fixtures/test'

test('the form learns: likely categories come first, and a note that was used brings its category', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  for (const [note, category] of [
    ['Lidl', 'Groceries'],
    ['Linden café', 'Dining'],
    ['Lidl', 'Groceries'],
  ] as const) {
    await openForm(page)
    await addExpense(page, { amount: '7', category, note })
    await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
  }
  await openForm(page)
  const tiles = page.getByRole('radiogroup', { name: 'Category' }).getByRole('radio')
  await expect(tiles.nth(0)).toHaveAccessibleName('Groceries')
  await expect(tiles.nth(1)).toHaveAccessibleName('Dining')
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill('li')
  const earlier = page.getByRole('list', { name: 'Earlier notes' })
  await expect(earlier.getByRole('button')).toHaveText(['Lidl', 'Linden café'])
  expect(await violations(page), 'proposals').toEqual([])
  expect(await sideways(page)).toBe(0)
  await earlier.getByRole('button', { name: 'Lidl' }).click()
  await expect(note).toHaveValue('Lidl')
  await expect(tiles.nth(0)).toBeChecked()
  await expect(page.getByText('Groceries, as before.')).toBeVisible()
  // What was only proposed goes with its note; what a person chose stays.
  await note.fill('something new')
  await expect(tiles.nth(0)).not.toBeChecked()
  await page.getByRole('radio', { name: 'Home', exact: true }).check({ force: true })
  await note.fill('lidl')
  await expect(page.getByRole('radio', { name: 'Home', exact: true })).toBeChecked()
})

test('one line for keyboards is understood while it is typed, saved by Enter, and never lost', async ({
  page,
  context,
}) => {
  await register(page)
  const line = page.getByRole('textbox', { name: 'Or write it in one line' })
  const size = page.viewportSize()
  if ((size?.width ?? 0) < 1024) return expect(line).toBeHidden()
  await line.fill('yesterday lidl 34,20 groceries')
  await expect(page.getByText('€34.20 · lidl · Yesterday · Groceries')).toBeVisible()
  await page.reload()
  await expect(line).toHaveValue('yesterday lidl 34,20 groceries')
  expect(await violations(page), 'one line').toEqual([])
  await line.press('Enter')
  const row = (text: string) => page.getByRole('listitem').filter({ hasText: text })
  await expect(row('lidl')).toContainText('34.20')
  await expect(line).toHaveValue('')
  // By now the note brings its category; another one still has to be asked for.
  await line.fill('2,55 Lidl')
  await expect(page.getByText('€2.55 · Lidl · Today', { exact: false })).toBeVisible()
  await line.fill('2,55 coffee 2026-11-02')
  await expect(page.getByText('Enter asks for the category')).toBeVisible()
  await line.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('2.55')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('coffee')
  await expect(page.getByLabel('Date')).toHaveValue('2026-11-02')
  // Closed unsaved, the line is still there; saved, it is done.
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(line).toHaveValue('2,55 coffee 2026-11-02')
  await line.press('Enter')
  await addExpense(page, { category: 'Dining' })
  await expect(line).toHaveValue('')
  await line.fill('half a line')
  await page.close()
  const next = await context.newPage()
  await next.goto('/')
  await expect(next.getByRole('textbox', { name: 'Or write it in one line' })).toHaveValue(
    'half a line',
  )
})

test('the keypad writes sums on a touch screen, and three taps and the digits save them', async ({
  page,
  isMobile,
}) => {
  await register(page)
  const keypad = page.getByRole('group', { name: 'Keypad' })
  if (!isMobile) {
    await openForm(page)
    return expect(keypad).toBeHidden()
  }
  await page.getByRole('link', { name: 'Add expense' }).tap()
  for (const key of ['1', '2', 'Decimal point', '5', 'Plus', '9', 'Remove the last figure', '3']) {
    await keypad.getByRole('button', { name: key, exact: true }).tap()
  }
  const amount = page.getByRole('textbox', { name: 'Amount' })
  await expect(amount).toHaveValue('12.5+3')
  await expect(amount).toBeFocused()
  await expect(amount).toHaveAttribute('inputmode', 'none')
  await expect(page.getByText('= €15.50')).toBeVisible()
  expect(await violations(page), 'keypad').toEqual([])
  await page.getByRole('textbox', { name: 'Note' }).tap()
  await expect(keypad).toBeHidden()
  await amount.tap()
  await page.getByRole('radio', { name: 'Dining', exact: true }).tap({ force: true })
  await expect(keypad).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).tap()
  await expect(page.getByRole('listitem').filter({ hasText: 'Dining' })).toContainText('15.50')
  await page.getByRole('link', { name: 'Add expense' }).tap()
  await page.setViewportSize({ width: 320, height: 568 })
  expect(await sideways(page)).toBe(0)
  // Real keys make place.
  await amount.press('7')
  await expect(keypad).toBeHidden()
  await expect(amount).toHaveAttribute('inputmode', 'decimal')
})

test('saving can be undone, an expense duplicated, and what was asked for meanwhile stays open', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '4.20', category: 'Dining', note: 'tea', date: '2026-11-02' })
  const rows = page.getByRole('listitem').filter({ hasText: 'tea' })
  await expect(rows).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows).toHaveCount(0)
  await openForm(page)
  await fillExpense(page, { amount: '4.20', category: 'Dining', note: 'tea', date: '2026-11-02' })
  // Both before the first is done: the second press is for the next one.
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('form button[type=submit]')?.click()
    document.querySelector<HTMLElement>('nav a[href="/add"]')?.click()
  })
  await expect(rows).toHaveCount(1)
  const amount = page.getByRole('textbox', { name: 'Amount' })
  await expect(amount).toHaveValue('')
  await expect(amount).toBeFocused()
  await page.getByRole('button', { name: 'Close' }).click()
  await rows.getByRole('link').click()
  await page.getByRole('button', { name: 'Duplicate' }).click()
  await expect(amount).toHaveValue('4.20')
  await expect(page.getByRole('radio', { name: 'Dining', exact: true })).toBeChecked()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(rows).toHaveCount(2)
  await expect(page.getByText('Today', { exact: true })).toBeVisible()
  await rows.first().getByRole('link').click()
  // One that exists is opened to be read first.
  await expect(amount).toHaveValue('4.20')
  await expect(amount).not.toBeFocused()
  await fillExpense(page, { amount: '5' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(rows.first()).toContainText('5.00')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows.first()).toContainText('4.20')
})

test('yesterday and today are one press away, any other day by the calendar', async ({ page }) => {
  await register(page)
  const today = await page.evaluate(() => new Date().toLocaleDateString('sv'))
  const before = await page.evaluate(() => {
    const now = new Date()
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1).toLocaleDateString('sv')
  })
  const chip = (name: string) => page.getByRole('button', { name, exact: true, pressed: true })
  const date = page.getByLabel('Date')
  await openForm(page)
  await expect(date).toHaveValue(today)
  await expect(chip('Today')).toBeVisible()
  await page.getByRole('button', { name: 'Yesterday' }).click()
  await expect(date).toHaveValue(before)
  await expect(chip('Yesterday')).toBeVisible()
  await expect(chip('Today')).toHaveCount(0)
  await date.fill('2026-11-02')
  await expect(chip('Yesterday')).toHaveCount(0)
  await page.getByRole('button', { name: 'Today', exact: true }).click()
  await expect(date).toHaveValue(today)
  await page.getByRole('button', { name: 'Yesterday' }).click()
  await addExpense(page, { amount: '3', category: 'Dining', note: 'late' })
  await expect(page.getByRole('heading', { name: 'Yesterday' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'late' })).toContainText('3.00')
})

test('what another app shares becomes a draft, with the text beside it', async ({ page }) => {
  await stopCalendar(page)
  await register(page)
  const text = 'You paid €12.40 at Pret A Manger on 2 Nov 2026.\nBalance: €1,204.11'
  await page.goto(`/add?${new URLSearchParams({ title: '', text })}`)
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('12.40')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Pret A Manger')
  await expect(page.getByLabel('Date')).toHaveValue('2026-11-02')
  await expect(page.getByRole('blockquote')).toContainText('Balance: €1,204.11')
  expect(await violations(page), 'shared').toEqual([])
  await addExpense(page, { category: 'Dining' })
  await expect(page.getByRole('listitem').filter({ hasText: 'Pret' })).toContainText('12.40')
})

test('whoever saves before the device has opened its own copy need not press again', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await page.addInitScript(() => {
    const opened = new Promise((open) => Object.assign(window, { open }))
    const { prototype } = IDBOpenDBRequest
    const { addEventListener } = prototype
    prototype.addEventListener = function (type: string, listener: unknown, options?: object) {
      const late = (event: Event) => void opened.then(() => (listener as EventListener)(event))
      const own = type === 'success' ? late : (listener as EventListener)
      return addEventListener.call(this, type, own, options)
    }
  })
  await page.goto('/add?amount=4.20&category=Dining&note=early')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Your wallet is still being opened')).toBeVisible()
  await page.evaluate(() => (window as unknown as { open: () => void }).open())
  const row = page.getByRole('listitem').filter({ hasText: 'early' })
  await expect(row).toContainText('Dining')
  await expect(row).toHaveCount(1)
})

test('a link for a wallet that is not on the device saves nothing elsewhere, and goes on once it is', {
  tag: '@one-size',
}, async ({ page, expectedComplaints }) => {
  expectedComplaints.push(/ERR_FAILED/)
  await register(page)
  const headers = { origin: new URL(page.url()).origin }
  const missing = page.getByText('The wallet that was asked for is not on this device.')
  const choose = page.getByText('Nothing is saved yet. Choose the wallet that this goes to.')
  const save = page.getByRole('button', { name: 'Save', exact: true })
  await page.goto(`/?wallet=${crypto.randomUUID()}&q=lamp`)
  await expect(missing).toContainText('This is Personal.')

  await page.goto(`/add?wallet=${crypto.randomUUID()}&amount=9&category=Home&note=of%20another`)
  await save.click()
  await expect(choose).toBeVisible()
  await page.getByRole('button', { name: 'Use Personal' }).click()
  await expect(missing).toHaveCount(0)
  await save.click()
  await expect(rows(page).filter({ hasText: 'of another' })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()

  await page.route('**/api/sync*', (route) => route.abort())
  const made = await page.request.post('/api/v1/wallets', {
    headers,
    data: { name: 'Trip', currency: 'EUR' },
  })
  expect(made.status()).toBe(201)
  const { id } = await made.json()
  await page.goto(`/add?wallet=${id}&amount=7&category=Home&note=of%20the%20trip`)
  await save.click()
  await expect(choose).toBeVisible()
  await page.getByRole('textbox', { name: 'Note' }).fill('tickets of the trip')
  await page.unroute('**/api/sync*')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
  const kept = async () => {
    const { items } = await (await page.request.get(`/api/v1/expenses?walletId=${id}`)).json()
    return items.map(({ note }: { note: string }) => note)
  }
  await expect.poll(kept).toEqual(['tickets of the trip'])
})

test('what is pasted into one line is one line, as it would be typed', {
  tag: '@one-size',
}, async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await register(page)
  await openForm(page)
  const paste = async (name: string, text: string) => {
    const field = page.getByRole('textbox', { name })
    await field.fill('')
    await page.evaluate((text) => navigator.clipboard.writeText(text), text)
    await field.press('Control+v')
    return field
  }
  await expect(await paste('Note', 'a\tb')).toHaveValue('a b')
  const note = await paste('Note', ' milk \r\n\r\nbread\nsoap\n')
  await expect(note).toHaveValue('milk / bread / soap')
  await note.press('Control+z')
  await expect(note).not.toHaveValue(/bread/)
  await expect(await paste('Amount', '12,50\n')).toHaveValue('12,50')
  await expect(page.getByText('= €12.50')).toBeVisible()
  await expect(await paste('Note', 'one line')).toHaveValue('one line')
})
