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

test('what is planned is folded, and comes with one press', async ({ page }) => {
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

test('Back ends a selection where a browser asks pages first, and so does Escape', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const { CloseWatcher: Real } = window as unknown as { CloseWatcher: new () => object }
    const Watched = class extends Real {
      constructor() {
        super()
        Object.assign(window, { lastWatcher: this })
      }
    }
    Object.assign(window, { CloseWatcher: Watched })
  })
  await fill(page)
  const bar = page.getByRole('region', { name: 'Selection' })
  const select = () =>
    rows(page)
      .first()
      .click({ modifiers: ['Shift'] })
  await select()
  await expect(bar).toContainText('1 selected')
  // What Android's Back does.
  await page.evaluate(() =>
    (window as unknown as { lastWatcher: { requestClose: () => void } }).lastWatcher.requestClose(),
  )
  await expect(bar).toBeHidden()
  await select()
  await expect(bar).toContainText('1 selected')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(rows(page)).toHaveCount(5)
})
