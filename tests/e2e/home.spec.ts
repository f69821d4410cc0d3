import { addExpense, openForm, register } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { fill, rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

test('the month so far says its total and how it compares with the same day of the month before', async ({
  page,
}) => {
  await fill(page)
  const main = page.getByRole('main')
  await expect(main).toContainText('Spent this month: €37.10')
  await expect(main).toContainText('39 % less than on 24 Oct')
  await expect(main.getByRole('heading', { name: /20 Nov/ })).toContainText('€42.10')
  await openForm(page)
  await addExpense(page, { amount: '84,90', category: 'Home', date: '2026-11-20', note: 'a chair' })
  await expect(main).toContainText('Spent this month: €122.00')
  await expect(main).toContainText('100 % more than on 24 Oct')
  await expect(main.getByRole('heading', { name: /20 Nov/ })).toContainText('€127.00')
})

test('the line of the month reads any day of it and of the last one, under what a budget leaves', async ({
  page,
}) => {
  await fill(page)
  const main = page.getByRole('main')
  const day = main.getByRole('slider', { name: 'Day' })
  await expect(day).toHaveAttribute('aria-valuetext', 'By 24 Nov €37.10; By 24 Oct €61.00')
  await day.press('Home')
  await expect(main).toContainText('By 1 Nov €0.00; By 1 Oct €0.00')
  await day.press('End')
  await expect(main.getByText('By 31 Oct €61.00', { exact: true })).toBeVisible()
  await day.press('Escape')
  await expect(main).toContainText('39 % less than on 24 Oct')
  expect(await violations(page)).toEqual([])

  await page.getByRole('navigation').getByRole('link', { name: 'Budgets' }).click()
  await page.getByRole('link', { name: 'New budget' }).click()
  await page.getByRole('radio', { name: 'Everything' }).check()
  await page.getByRole('textbox', { name: 'Monthly limit' }).fill('107.10')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'History' }).click()
  // Seven days are left.
  const news = main.getByRole('link', { name: '€10.00 a day left' })
  await expect(news).toBeVisible()
  await openForm(page)
  await addExpense(page, { amount: '100', category: 'Home', date: '2026-11-24', note: 'a chair' })
  await expect(main.getByRole('link', { name: 'Everything is €30.00 over' })).toBeVisible()
  expect(await sideways(page)).toBe(0)
  await main.getByRole('link', { name: 'Everything is €30.00 over' }).click()
  await expect(page).toHaveURL('/budgets')
})

test('a press on the empty home begins the first expense, and nothing moves for who wants no motion', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  // What moves only for a moment is noted when it begins.
  await page.addInitScript(() => {
    const moved: string[] = []
    Object.assign(window, { moved })
    for (const kind of ['animationstart', 'transitionrun'] as const) {
      addEventListener(
        kind,
        (event) => {
          const at = event.target as Element
          const running = at
            .getAnimations()
            .filter((one) => Number(one.effect?.getTiming().duration) > 1)
          if (running.length > 0) moved.push(`${kind} ${at.outerHTML.slice(0, 120)}`)
        },
        true,
      )
    }
  })
  const moved = () =>
    page.evaluate(() => [
      ...(window as unknown as { moved: string[] }).moved,
      ...document.getAnimations().map((one) => String(one.effect?.getTiming().duration)),
    ])
  await register(page)
  await page.getByRole('link', { name: 'Start with the amount' }).click()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeFocused()
  expect(await moved(), '/add').toEqual([])
  await addExpense(page, { amount: '3', category: 'Home', note: 'first' })
  await expect(rows(page)).toContainText('first')
  await rows(page).getByRole('link').click()
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('first')
  expect(await moved(), '/').toEqual([])
})
