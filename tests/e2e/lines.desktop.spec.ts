import { openForm, register } from './fixtures/person'
import { violations } from './fixtures/screen'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

test('one line is read as a whole, and what stays in doubt is chosen and never saved silently', async ({
  page,
}) => {
  await register(page)
  const line = page.getByRole('textbox', { name: 'Or write it in one line' })
  const found = rows(page)
  await line.fill('2 beers 9.80 dining')
  await expect(page.getByText('€9.80 · 2 beers · Today · Dining')).toBeVisible()
  await line.press('Enter')
  await expect(found.filter({ hasText: '2 beers' })).toContainText('9.80')
  await line.fill('5 sun cream health')
  await expect(page.getByText('€5.00 · sun cream · Today · Health')).toBeVisible()

  await line.fill('2 3 beers dining')
  const choices = page.getByRole('group', { name: 'Which is meant?' })
  await expect(choices.getByRole('button')).toHaveText([
    '€2.00 · 3 beers · Today · Dining',
    '€3.00 · 2 beers · Today · Dining',
  ])
  expect(await violations(page), 'choices').toEqual([])
  await line.press('Enter')
  await expect(choices.getByRole('button').first()).toBeFocused()
  await choices.getByRole('button', { name: '€3.00' }).click()
  await expect(line).toBeFocused()
  await expect(page.getByText('€3.00 · 2 beers · Today · Dining')).toBeVisible()
  await line.press('Enter')
  await expect(line).toHaveValue('')
  await expect(found.filter({ hasText: '2 beers' })).toHaveCount(2)

  await line.fill('¥1280 ramen dining')
  const other = page.getByRole('group', { name: 'Another currency is named' })
  await expect(other.getByRole('button')).toHaveText(['€1,280.00 · ramen · Today · Dining'])
  await line.press('Enter')
  await expect(found.filter({ hasText: 'ramen' })).toHaveCount(0)
})

test('words after the amount fill the other fields of the form while they are typed', async ({
  page,
}) => {
  await register(page)
  await openForm(page)
  const amount = page.getByRole('textbox', { name: 'Amount' })
  const note = page.getByRole('textbox', { name: 'Note' })
  const date = page.getByLabel('Date')
  const tile = (name: string) => page.getByRole('radio', { name, exact: true })
  await page.keyboard.type('12.50 coffee yesterday')
  await expect(page.getByText('= €12.50')).toBeVisible()
  await expect(note).toHaveValue('coffee')
  const today = await page.evaluate(() => new Date().toLocaleDateString('en-CA'))
  const before = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10)
  await expect(date).toHaveValue(before)
  await page.keyboard.type(' dining')
  await expect(tile('Dining')).toBeChecked()
  await expect(note).toHaveValue('coffee')
  expect(await violations(page), 'a line in the form').toEqual([])
  // Edited by hand, it goes on from what was understood, and nothing of it is lost.
  await note.press('End')
  await note.pressSequentially(' with Bob')
  await expect(note).toHaveValue('coffee with Bob')
  await expect(amount).toHaveValue('12.50')
  await expect(date).toHaveValue(before)
  await expect(tile('Dining')).toBeChecked()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'coffee with Bob' })
  await expect(row).toContainText('12.50')
  await expect(row).toContainText('Dining')

  // In doubt it is asked, also where saving is tried.
  await openForm(page)
  await page.keyboard.type('windows 11 139 shopping')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The amount can be read in more than one way')).toBeVisible()
  await page.getByRole('button', { name: '€139.00 · windows 11' }).click()
  await expect(note).toHaveValue('windows 11')
  await expect(tile('Shopping')).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'windows 11' })).toContainText('139.00')

  // What was typed into the other fields before stays beside it.
  await openForm(page)
  await note.fill('shoes')
  await amount.fill('30 red yesterday')
  await expect(note).toHaveValue('shoes red')
  await amount.fill('30')
  await expect(note).toHaveValue('shoes')
  await amount.fill('12 3')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('The amount has gaps in places')).toBeVisible()
})

for (const [locale, currency] of [
  ['sv-SE', 'SEK'],
  ['de-CH', 'CHF'],
  ['ar-EG', 'EGP'],
  ['fa-IR', 'IRR'],
  ['hi-IN', 'INR'],
  ['fr-CA', 'USD'],
] as const) {
  test(`what a row shows in ${locale} and ${currency} is taken back by Amount, the line and the search`, async ({
    newDevice,
  }) => {
    const device = await newDevice({ locale })
    const page = await device.newPage()
    await register(page)
    const headers = { origin: new URL(page.url()).origin }
    const data = { name: 'Row', currency }
    const made = await page.request.post('/api/v1/wallets', { headers, data })
    expect(made.status()).toBe(201)
    const { id } = await made.json()
    await page.request.patch('/api/v1/me', { headers, data: { defaultWalletId: id } })
    await page.goto(`/add?wallet=${id}&amount=1234567.5&category=Groceries&note=first`)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const money = (text: string) => rows(page).filter({ hasText: text }).locator('.figures').first()
    const shown = (await money('first').textContent()) ?? ''

    await page.goto(`/add?wallet=${id}`)
    const amount = page.getByRole('textbox', { name: 'Amount' })
    await expect(page.getByRole('radio', { name: 'Groceries', exact: true })).toBeAttached()
    await amount.fill(shown)
    await page.getByRole('radio', { name: 'Groceries', exact: true }).check({ force: true })
    await page.getByRole('textbox', { name: 'Note' }).fill('again')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    // As a browser copies it: with plain spaces.
    const line = page.getByRole('textbox', { name: 'Or write it in one line' })
    await line.fill(`${shown.replace(/\u00a0/g, ' ')} third groceries`)
    await expect(page.getByText('· third ·')).toBeVisible()
    await line.press('Enter')
    await expect(line).toHaveValue('')
    await page.getByRole('searchbox', { name: 'Search' }).fill(shown)
    await expect(rows(page)).toHaveCount(3)
    for (const note of ['first', 'again', 'third']) await expect(money(note)).toHaveText(shown)
  })
}
