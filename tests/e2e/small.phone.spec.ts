import type { Page } from 'playwright/test'
import { addExpense, fillExpense, openForm, register } from './fixtures/person'
import { sideways } from './fixtures/screen'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

/** What of a page cannot be read or pressed: outside of the window, or under the sync status. */
function hidden(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (one: Element) => `${one.tagName} ${one.textContent?.slice(0, 30)}`
    const seen = [...document.querySelectorAll('button, a, h1, h2, label, input, select')].filter(
      (one) =>
        one.checkVisibility({ visibilityProperty: true }) && !one.closest('[inert], .sr-only'),
    )
    const status = document.querySelector('[role=status] > span')?.getBoundingClientRect()
    return seen.flatMap((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect()
      if (right - left < 2) return []
      const isOut = left < -1 || right > innerWidth + 1
      const isUnder =
        !one.closest('[role=status]') &&
        /^H[12]$/.test(one.tagName) &&
        status &&
        Math.min(right, status.right) - Math.max(left, status.left) > 1 &&
        Math.min(bottom, status.bottom) - Math.max(top, status.top) > 1
      return [
        ...(isOut ? [`outside: ${name(one)}`] : []),
        ...(isUnder ? [`under: ${name(one)}`] : []),
      ]
    })
  })
}

const sizes = [
  { width: 360, height: 640 },
  { width: 412, height: 915 },
]
const paths = ['/', '/add', '/inbox', '/settings', '/settings/categories', '/settings/preferences']
const enlarged = ['by the browser', 'by the page'] as const

test('at twice the size of text every screen is whole, whoever enlarges it', async ({ page }) => {
  await register(page)
  await openForm(page)
  await addExpense(page, { amount: '4.20', category: 'Dining', note: 'lunch' })
  // Leaving the form goes back, which would call off what is opened meanwhile.
  await expect(page).toHaveURL('/')
  const client = await page.context().newCDPSession(page)
  for (const how of enlarged) {
    for (const size of sizes) {
      await page.setViewportSize(size)
      for (const path of paths) {
        const standard = how === 'by the browser' ? 32 : 16
        await client.send('Page.setFontSizes', { fontSizes: { standard } })
        await page.goto(path)
        if (how === 'by the page') {
          await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
        }
        const where = `${path} ${size.width} ${how}`
        await expect(page.getByRole('status').first(), where).toBeVisible()
        await expect(page.getByText('All changes saved').first()).toBeAttached()
        await expect.poll(() => hidden(page), where).toEqual([])
        expect(await sideways(page), where).toBe(0)
        if (path !== '/add') continue
        await expect(page.getByRole('radio').first(), where).toBeAttached()
        // The tiles can be come to: between the heading and the buttons there is room for them.
        const room = page.locator('form > div').first()
        const height = async () => (await room.boundingBox())?.height ?? 0
        await expect.poll(height, where).toBeGreaterThan(size.height / 4)
      }
    }
  }
})

test('a keyboard on the screen cuts off neither the note nor what is proposed for it', async ({
  page,
}) => {
  await register(page)
  for (const note of ['lunch at noon', 'lunch with Ada']) {
    await openForm(page)
    await addExpense(page, { amount: '4.20', category: 'Dining', note })
    await expect(page.getByRole('textbox', { name: 'Amount' })).toBeHidden()
  }
  for (const [before, after] of [
    [
      { width: 412, height: 915 },
      { width: 412, height: 560 },
    ],
    [
      { width: 360, height: 640 },
      { width: 360, height: 400 },
    ],
  ] as const) {
    await page.setViewportSize(before)
    await openForm(page)
    const note = page.getByRole('textbox', { name: 'Note' })
    // What was begun at the other size is kept.
    await note.fill('')
    await note.tap()
    await page.setViewportSize(after)
    await note.pressSequentially('lu')
    const proposal = page.getByRole('list', { name: 'Earlier notes' }).getByRole('button').last()
    await expect(proposal).toBeVisible()
    const bar = page.getByRole('button', { name: 'Save', exact: true })
    const bottom = async (of: typeof bar) => {
      const box = await of.boundingBox()
      return (box?.y ?? 0) + (box?.height ?? 0)
    }
    await expect(note).toBeInViewport({ ratio: 1 })
    const above = async () => ((await bar.boundingBox())?.y ?? 0) - (await bottom(proposal))
    await expect.poll(above).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Close' }).click()
    await page.setViewportSize(before)
  }
})

test('no figure that is typed moves what stands below it, and Save is on the right', async ({
  page,
}) => {
  await register(page)
  for (const size of sizes) {
    await page.setViewportSize(size)
    await openForm(page)
    const tiles = page.getByRole('radiogroup', { name: 'Category' }).getByRole('radio').first()
    const at = async () => (await tiles.boundingBox())?.y
    // The sheet comes from below.
    await page.getByRole('dialog', { name: 'Add expense' }).evaluate(async (sheet) => {
      await Promise.all(sheet.getAnimations({ subtree: true }).map(({ finished }) => finished))
    })
    const first = await at()
    for (const amount of ['1', '12', '128', '1280', '12801.50', '1280+3*2', '99999999.99']) {
      await fillExpense(page, { amount })
      await expect(page.getByText('= ')).toBeVisible()
      expect(await at(), amount).toBe(first)
    }
    const save = await page.getByRole('button', { name: 'Save', exact: true }).boundingBox()
    const another = await page.getByRole('button', { name: 'Save and add another' }).boundingBox()
    expect(save?.x).toBeGreaterThan(another?.x ?? 0)
    await addExpense(page, { amount: '4.20', category: 'Dining', note: `tea ${size.width}` })
    await rows(page)
      .filter({ hasText: `tea ${size.width}` })
      .getByRole('link')
      .click()
    const again = await page.getByRole('button', { name: 'Save', exact: true }).boundingBox()
    expect((again?.x ?? 0) + (again?.width ?? 0)).toBeCloseTo(
      (save?.x ?? 0) + (save?.width ?? 0),
      0,
    )
    const remove = page.getByRole('button', { name: 'Delete' })
    await remove.scrollIntoViewIfNeeded()
    await expect(remove).toBeInViewport({ ratio: 1 })
    await page.getByRole('button', { name: 'Close' }).click()
  }
})

test('a toast is one row, says amounts as the list does, and lies over no button of a sheet', async ({
  page,
}) => {
  await register(page)
  for (const size of sizes) {
    await page.setViewportSize(size)
    await openForm(page)
    await fillExpense(page, { amount: '4.20', category: 'Dining' })
    await page.getByRole('button', { name: 'Save and add another' }).click()
    const said = page.getByText('Saved €4.20 Dining')
    await expect(said).toBeVisible()
    const box = async (of: ReturnType<Page['getByRole']>) => {
      const found = await of.boundingBox()
      if (!found) throw new Error('It is not drawn.')
      return found
    }
    const toast = await box(said.locator('..'))
    expect(toast.height).toBeLessThan(64)
    for (const name of ['Close', 'Save', 'Save and add another']) {
      const button = await box(page.getByRole('button', { name, exact: true }))
      const apart = toast.y >= button.y + button.height || toast.y + toast.height <= button.y
      expect(apart, name).toBe(true)
    }
    // Large text breaks it between words, and what is typed next finds the tiles under it free.
    const lines = await said.evaluate((said) => {
      document.documentElement.style.setProperty('font-size', '200%')
      const word = document.createRange()
      word.setStart(said.firstChild as Node, 0)
      word.setEnd(said.firstChild as Node, 'Saved'.length)
      const { length } = word.getClientRects()
      document.documentElement.style.removeProperty('font-size')
      return length
    })
    expect(lines).toBe(1)
    await fillExpense(page, { amount: '5' })
    await expect(said).toHaveCount(0)
    await fillExpense(page, { amount: '' })
    await page.getByRole('button', { name: 'Close' }).click()
    await rows(page).first().getByRole('link').click()
    await page.getByRole('textbox', { name: 'Amount' }).fill('21.40')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Changed to €21.40 Dining')).toBeVisible()
    await page.getByRole('button', { name: 'Dismiss' }).click()
  }
})
