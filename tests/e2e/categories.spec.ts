import type { Page } from 'playwright/test'
import { makeMany } from './fixtures/many'
import { addExpense, openForm, register, signIn } from './fixtures/person'
import { sideways, violations } from './fixtures/screen'
import { clickQuickly, drag, pressOnceTold, pressQuickly } from './fixtures/sorting'
import { expect, test } from './fixtures/test'

const rows = (page: Page) =>
  page.getByRole('list', { name: 'Categories', exact: true }).getByRole('link')
const line = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name })
const expense = (page: Page, note: string) => page.getByRole('listitem').filter({ hasText: note })
const tile = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })
const saved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible()

async function toCategories(page: Page) {
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Edit categories' }).click()
  await expect(page.getByRole('heading', { name: 'Categories' })).toBeVisible()
  await expect(rows(page).first()).toBeVisible()
}

async function add(page: Page, category: string, note: string) {
  await openForm(page)
  await addExpense(page, { amount: '7', category, note })
  await expect(expense(page, note)).toBeVisible()
}

async function names(page: Page, count: number): Promise<string[]> {
  const all = await rows(page).locator('[dir]').allTextContents()
  return all.slice(0, count)
}

async function onServer(page: Page): Promise<{ name: string }[]> {
  const { items } = await (await page.request.get('/api/v1/categories')).json()
  return items
}

test('a category of one’s own, with icon and colour, made while an expense is written', async ({
  page,
}) => {
  await register(page)
  await openForm(page)
  await page.getByRole('textbox', { name: 'Amount' }).fill('2.55')
  await page.getByRole('link', { name: 'New category' }).click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await name.fill(' dining ')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(name).toHaveAccessibleDescription('This name is already taken in this wallet.')
  await expect(name).toBeFocused()
  await name.fill('Coffee')
  const icons = page.getByRole('radiogroup', { name: 'Icon' })
  await icons.getByRole('radio', { name: 'Coffee cup' }).check({ force: true })
  const colours = page.getByRole('radiogroup', { name: 'Colour' })
  await colours.getByRole('radio', { name: 'Teal' }).check({ force: true })
  expect(await violations(page), 'new category').toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  // The expense is where it was, in the new category.
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('2.55')
  await expect(tile(page, 'Coffee')).toBeChecked()
  await addExpense(page, { note: 'espresso' })
  await expect(expense(page, 'espresso')).toContainText('Coffee')
  await toCategories(page)
  await expect(line(page, 'Coffee')).toContainText('1 expense')
  expect(await violations(page), 'categories').toEqual([])
  await line(page, 'Coffee').click()
  await expect(icons.getByRole('radio', { name: 'Coffee cup' })).toBeChecked()
  await name.fill('Travel')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(name).toHaveAccessibleDescription('This name is already taken in this wallet.')
  await name.fill('Café')
  expect(await violations(page), 'edit category').toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(line(page, 'Café')).toBeFocused()
  await line(page, 'Café').click()
  await page.goBack()
  await expect(page).toHaveURL('/settings/categories')
  await expect(name).toHaveCount(0)
  await expect
    .poll(async () => (await onServer(page)).at(-1))
    .toMatchObject({ name: 'Café', icon: 'coffee', color: 'teal' })
})

test('sorted by keyboard, by buttons and by dragging, one change each, in the forms too', async ({
  page,
}) => {
  await register(page)
  await toCategories(page)
  expect(await names(page, 3)).toEqual(['Groceries', 'Dining', 'Transport'])
  await line(page, 'Transport').focus()
  const transport = line(page, 'Transport')
  await pressQuickly(transport, { key: 'ArrowDown', altKey: true }, 2)
  await expect(page.getByText('Transport is number 5 of 10 now.')).toBeAttached()
  await pressQuickly(transport, { key: 'ArrowUp', altKey: true }, 2)
  await expect(page.getByText('Transport is number 3 of 10 now.')).toBeAttached()
  await pressOnceTold(transport, { key: 'ArrowDown', altKey: true }, 'number 4 of 10')
  await expect(page.getByText('Transport is number 5 of 10 now.')).toBeAttached()
  await pressOnceTold(transport, { key: 'ArrowUp', altKey: true }, 'number 4 of 10')
  await expect(page.getByText('Transport is number 3 of 10 now.')).toBeAttached()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByText('Transport is number 2 of 10 now.')).toBeAttached()
  await expect(line(page, 'Transport')).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(rows(page).first()).toContainText('Transport')
  await expect(line(page, 'Transport')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Move down' }).click()
  await expect(page.getByText('Number 2 of 10.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Move down' })).toBeFocused()
  await clickQuickly(page.getByRole('button', { name: 'Move down' }), 3)
  await expect(page.getByText('Number 5 of 10.')).toBeVisible()
  await clickQuickly(page.getByRole('button', { name: 'Move up' }), 3)
  await expect(page.getByText('Number 2 of 10.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Move up' })).toHaveCount(0)
  await expect.poll(() => names(page, 3)).toEqual(['Groceries', 'Transport', 'Dining'])
  const handle = (at: number) => page.locator('[data-handle]').nth(at)
  await drag(page, handle(4), handle(1))
  await expect
    .poll(() => names(page, 5))
    .toEqual(['Groceries', 'Bills', 'Transport', 'Dining', 'Home'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => names(page, 3)).toEqual(['Groceries', 'Transport', 'Dining'])
  await drag(page, handle(4), handle(1))
  await expect.poll(() => names(page, 2)).toEqual(['Groceries', 'Bills'])
  await drag(page, handle(0), handle(2))
  const wanted = ['Bills', 'Transport', 'Groceries', 'Dining', 'Home']
  await expect.poll(() => names(page, 5)).toEqual(wanted)
  // The list shows a drop before it is sent.
  await expect
    .poll(async () => (await onServer(page)).slice(0, 5).map(({ name }) => name))
    .toEqual(wanted)
  await page.goto('/add/plain')
  await expect(page.getByRole('radio').nth(0)).toHaveAccessibleName('Bills')
  await page.goto('/add')
  for (const [at, name] of wanted.entries()) {
    await expect(page.getByRole('radio').nth(at)).toHaveAccessibleName(name)
  }
})

test('archived, a category leaves the forms and stays with its expenses; unused, it can be deleted', async ({
  page,
}) => {
  await register(page)
  await add(page, 'Travel', 'a train')
  await toCategories(page)
  await line(page, 'Travel').click()
  await expect(page.getByText('1 expense uses it, so it cannot be deleted.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Archive' }).click()
  await expect(rows(page)).toHaveCount(9)
  await page.getByRole('button', { name: 'Show 1 archived' }).click()
  await expect(line(page, 'Travel')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'History' }).click()
  await expect(expense(page, 'a train')).toContainText('Travel')
  await openForm(page)
  await expect(tile(page, 'Home')).toBeAttached()
  await expect(tile(page, 'Travel')).toHaveCount(0)
  await page.getByRole('button', { name: 'Close' }).click()
  await expense(page, 'a train').getByRole('link').click()
  await expect(tile(page, 'Travel')).toBeChecked()
  await page.getByRole('button', { name: 'Close' }).click()
  await toCategories(page)
  await page.getByRole('button', { name: 'Show 1 archived' }).click()
  await line(page, 'Travel').click()
  await page.getByRole('button', { name: 'Bring back' }).click()
  await expect(rows(page)).toHaveCount(10)
  await line(page, 'Home').click()
  await expect(page.getByText('No expense uses it.')).toBeVisible()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(line(page, 'Home')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page).nth(3)).toContainText('Home')
  await saved(page)
})

test('merged into another one, a category’s expenses show there, until that is undone or separated', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  await add(page, 'Dining', 'a pizza')
  await toCategories(page)
  const intoTravel = async () => {
    await line(page, 'Dining').click()
    await page.getByRole('button', { name: 'Merge into another category…' }).click()
    await page.getByRole('combobox', { name: 'Merge into' }).selectOption('Travel')
    await expect(page.getByText('1 expense will show as Travel.')).toBeVisible()
    expect(await violations(page), 'merge').toEqual([])
    await page.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect(line(page, 'Travel')).toContainText('1 expense, with Dining')
    await expect(rows(page)).toHaveCount(9)
  }
  await intoTravel()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page).nth(1)).toContainText('Dining')
  await intoTravel()
  await page.getByRole('navigation').getByRole('link', { name: 'History' }).click()
  await expect(expense(page, 'a pizza')).toContainText('Travel')
  await toCategories(page)
  await line(page, 'Travel').click()
  await page.getByRole('button', { name: 'Separate Dining' }).click()
  await page.keyboard.press('Escape')
  await expect(line(page, 'Dining')).toContainText('1 expense')
  await saved(page)
})

test('two devices that make “Coffee” offline end with one, which both expenses show', {
  tag: '@one-size',
}, async ({ page, context, newDevice, expectedComplaints }) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  const person = await register(page)
  const otherContext = await newDevice()
  const other = await otherContext.newPage()
  await signIn(other, person)
  for (const [device, its, name] of [
    [page, context, 'Coffee'],
    [other, otherContext, 'coffee'],
  ] as const) {
    await toCategories(device)
    await saved(device)
    await its.setOffline(true)
    await line(device, 'New category').click()
    await device.getByRole('textbox', { name: 'Name' }).fill(name)
    await device.getByRole('button', { name: 'Save' }).click()
    await expect(line(device, name)).toBeVisible()
    await expect(device).toHaveURL('/settings/categories')
  }
  await context.setOffline(false)
  await saved(page)
  await otherContext.setOffline(false)
  await saved(other)
  for (const device of [page, other]) {
    await expect(line(device, 'Coffee')).toContainText('with coffee')
    await expect(rows(device)).toHaveCount(11)
  }
})

test('two hundred categories, with emoji and right-to-left names, hold at 320 pixels', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 800 })
  await register(page)
  await makeMany(page, 190, [
    '🍕🍔 Take-away 👨‍👩‍👧‍👦',
    'قهوة وشاي',
    'Donaudampfschifffahrtsgesellschaftskapitänswitwenkassenbeitr',
  ])
  await page.goto('/settings/categories')
  await expect(rows(page)).toHaveCount(200)
  await saved(page)
  expect(await sideways(page)).toBe(0)
  await line(page, 'Number 189').scrollIntoViewIfNeeded()
  await line(page, 'قهوة').click()
  await expect(page.getByText('Number 12 of 200.')).toBeVisible()
  expect(await sideways(page)).toBe(0)
  await page.goto('/add')
  const radios = page.getByRole('radiogroup', { name: 'Category' }).getByRole('radio')
  await expect(radios).toHaveCount(12)
  expect(await violations(page), 'folded').toEqual([])
  await page.getByRole('button', { name: 'More' }).click()
  await expect(radios).toHaveCount(200)
  expect(await sideways(page)).toBe(0)
  const find = page.getByRole('textbox', { name: 'Find a category' })
  await find.fill('NUMBER 15')
  await expect(radios).toHaveCount(11)
  expect(await violations(page), 'found').toEqual([])
  await find.fill('number 150')
  await find.press('Enter')
  await expect(tile(page, 'Number 150')).toBeChecked()
  await find.press('Escape')
  // The chosen one stays in sight.
  await expect(radios).toHaveCount(13)
  await addExpense(page, { amount: '3', note: 'a find' })
  await expect(expense(page, 'a find')).toContainText('Number 150')
})
