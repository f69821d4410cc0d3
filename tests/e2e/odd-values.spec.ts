import type { Page } from 'playwright/test'
import { addExpense, openForm, register, signIn } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

async function newWallet(page: Page, name: string, currency: string): Promise<void> {
  const { request } = page
  const origin = new URL(page.url()).origin
  const reply = await request.post('/api/v1/wallets', {
    data: { name, currency },
    headers: { origin, 'sec-fetch-site': 'same-origin' },
  })
  expect(reply.status()).toBe(201)
}

test('emoji, right-to-left, 500 letters and 12 figures are written, found and shown whole, at 320 pixels too', async ({
  page,
}) => {
  await register(page)
  await page.setViewportSize({ width: 320, height: 640 })
  const notes = ['🥐👩‍👩‍👧 crème brûlée', 'قهوة وخبز', 'x'.repeat(500), 'ｆｕｌｌ　ｗｉｄｔｈ']
  for (const note of notes) {
    await openForm(page)
    await addExpense(page, { amount: '9999999999,99', category: 'Dining', note })
    await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
  }
  await expect(rows(page)).toHaveCount(4)
  await expect(rows(page).first()).toContainText('9,999,999,999.99')
  expect(await sideways(page), 'history').toBe(0)
  expect(await violations(page), 'history').toEqual([])
  // What runs from right to left does so by itself; the figures stay on their edge.
  const arabic = rows(page).filter({ hasText: notes[1] ?? '' })
  await expect(arabic.getByText(notes[1] ?? '')).toHaveCSS('direction', 'rtl')
  const edges = await rows(page)
    .locator('.figures')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().right)))
  expect(new Set(edges).size).toBe(1)
  const search = page.getByRole('searchbox', { name: 'Search' })
  for (const [typed, note] of [
    ['CRÈME', notes[0]],
    ['خبز', notes[1]],
    ['full width', notes[3]],
  ] as const) {
    await search.fill(typed)
    await expect(rows(page)).toHaveCount(1)
    await expect(rows(page)).toContainText(note ?? '')
  }
  await rows(page).getByRole('link').click()
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue(notes[3] ?? '')
  await page.getByRole('textbox', { name: 'Note' }).fill(notes[1] ?? '')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveCSS('direction', 'rtl')
  expect(await sideways(page), 'edit').toBe(0)
})

test('yen have no decimals and dinars three, from the keys to the list', {
  tag: '@one-size',
}, async ({ page, isMobile }) => {
  await register(page)
  await newWallet(page, 'Tokyo', 'JPY')
  await newWallet(page, 'Kuwait', 'KWD')
  await page.reload()
  const wallet = page.getByRole('combobox', { name: 'Wallet' })
  for (const [label, typed, preview, shown] of [
    ['Tokyo · JPY', '1.200', '= JP¥1,200', 'JP¥1,200'],
    ['Kuwait · KWD', '1,250', '= KWD 1.250', 'KWD 1.250'],
  ] as const) {
    await wallet.selectOption({ label })
    await openForm(page)
    if (isMobile && label.startsWith('Tokyo')) {
      await expect(page.getByRole('button', { name: '00', exact: true })).toBeVisible()
    }
    await page.getByRole('textbox', { name: 'Amount' }).fill(typed)
    await expect(page.getByText(preview)).toBeVisible()
    await addExpense(page, { category: 'Travel', note: label })
    await expect(rows(page)).toHaveCount(1)
    await expect(rows(page)).toContainText(shown)
  }
})

test('a clock that is years off hides nothing and keeps what is written', {
  tag: '@one-size',
}, async ({ page, newDevice, baseURL }) => {
  const person = await register(page)
  await openForm(page)
  await addExpense(page, { amount: '4', category: 'Home', note: 'of now' })
  await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()
  for (const [year, note] of [
    [2019, 'ancient'],
    [2040, 'futuristic'],
  ] as const) {
    const device = await newDevice({ ...(baseURL && { baseURL }) })
    const off = await device.newPage()
    await off.clock.install({ time: new Date(`${year}-03-01T12:00:00Z`) })
    await signIn(off, person)
    await expect(rows(off).filter({ hasText: 'of now' })).toHaveCount(1)
    await off.goto('/add')
    await expect(off.getByLabel('Date')).toHaveValue(`${year}-03-01`)
    await addExpense(off, { amount: '5', category: 'Home', note })
    await expect(rows(off).filter({ hasText: note })).toHaveCount(1)
    // What is in the future there is folded away here.
    await page.getByRole('searchbox', { name: 'Search' }).fill(note)
    await expect(rows(page).filter({ hasText: note })).toHaveCount(1)
    await page.getByRole('searchbox', { name: 'Search' }).fill('')
  }
})
