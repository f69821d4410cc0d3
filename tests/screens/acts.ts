import type { Locator, Page } from 'playwright'

/** What is done on a screen before it is looked at; answers what that must bring into view. */
export type Act = (page: Page) => Promise<Locator>

/** Opens the first expense of the list. */
export const openFirstRow: Act = async (page) => {
  await row(page, 0).getByRole('link').click()
  return page.getByRole('button', { name: 'Delete', exact: true })
}

/** Opens it with its history. */
export const openItsChanges: Act = async (page) => {
  await openFirstRow(page)
  await page.getByRole('button', { name: 'Changes', exact: true }).click()
  return page.locator('#expense-changes').getByRole('listitem').first()
}

/** Selects the first two expenses. */
export const selectTwo: Act = async (page) => {
  await row(page, 0).click({ modifiers: ['Shift'] })
  await row(page, 1).getByRole('checkbox').check({ force: true })
  return selection(page).getByText('2 selected')
}

/** Asks what to do with two that are selected. */
export function askOfTwo(button: 'Category' | 'Move' | 'Delete'): Act {
  return async (page) => {
    await (await selectTwo(page)).waitFor()
    await selection(page).getByRole('button', { name: button }).click()
    return page.getByRole('dialog', { name: / 2 expenses$/ })
  }
}

/** Waits for what a search finds. */
export const waitForFound: Act = async (page) => page.getByRole('button', { name: 'Select all' })

/** Waits until a search has found nothing. */
export const waitForNothing: Act = async (page) =>
  page.getByRole('heading', { name: 'Nothing fits' })

/** Opens the filters. */
export const openFilters: Act = async (page) => {
  await page.getByRole('button', { name: 'Filters' }).click()
  return page.getByRole('textbox', { name: 'At least' })
}

/** Opens what leads anywhere by its name. */
export const openPalette: Act = (page) =>
  pressFor(page, 'Control+k', page.getByRole('combobox', { name: 'Where to' }))

/** Opens the list of the keys. */
export const openShortcuts: Act = (page) =>
  pressFor(page, '?', page.getByRole('dialog', { name: 'Keyboard shortcuts' }))

/** Opens the first category to be changed. */
export const openFirstCategory: Act = async (page) => {
  await page.locator('[data-category]').first().click()
  return page.getByRole('button', { name: 'Merge into another category…' })
}

/** Asks what it shall be merged into. */
export const mergeFirstCategory: Act = async (page) => {
  await (await openFirstCategory(page)).click()
  return page.getByRole('combobox', { name: 'Merge into' })
}

/** Opens what happened to the first expense in the trash. */
export const openChangesInTrash: Act = async (page) => {
  await page.getByRole('button', { name: 'Changes of' }).first().click()
  return row(page, 0).getByRole('listitem').first()
}

/** Saves what cannot be saved. */
export const saveWrongly: Act = async (page) => {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  return page.locator('[aria-invalid=true]').first()
}

/** Signs in with a password that is none. */
export const signInWrongly: Act = async (page) => {
  await page.getByRole('textbox', { name: 'Email' }).fill('nobody@example.org')
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  return page.getByRole('alert').first()
}

/** Registers with a password that is too short. */
export const registerWrongly: Act = async (page) => {
  await page.getByRole('textbox', { name: 'Email' }).fill('me@example.org')
  await page.getByRole('textbox', { name: 'Password' }).fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  return page.locator('[aria-invalid=true]').first()
}

function row(page: Page, at: number): Locator {
  return page.getByRole('main').getByRole('listitem').nth(at)
}

function selection(page: Page): Locator {
  return page.getByRole('region', { name: 'Selection' })
}

/** Keys come a moment after the screen: presses one until it has brought what it brings. */
async function pressFor(page: Page, key: string, goal: Locator): Promise<Locator> {
  for (let tries = 0; tries < 20 && !(await goal.isVisible()); tries++) {
    await page.keyboard.press(key)
    await goal.waitFor({ timeout: 1000 }).catch(() => {})
  }
  return goal
}

/** Opens the first budget to be changed. */
export const openFirstBudget: Act = async (page) => {
  await page.locator('a[data-panel][href*="id="]').first().click()
  return page.getByRole('rowheader').first()
}
