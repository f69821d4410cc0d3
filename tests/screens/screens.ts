import type { Page } from 'playwright'
import { appPages, offlinePage } from '@/lib/core/app-pages'

/**
 * Whose device a screen is looked at on: nobody's, one whose scripts have not come yet, a new account's, one with a year
 * of spending, and the same one without the network and with changes that wait; or, of what only developers see, theirs.
 */
export type State = 'nobody' | 'loading' | 'empty' | 'filled' | 'waiting' | 'development'

/** One screen: where it is, on which devices it is looked at, and what is done there first. */
export type Screen = {
  name: string
  path: string
  states: readonly State[]
  /** Pictured with all that there is below the window. */
  whole?: boolean
  act?: (page: Page) => Promise<void>
}

const everywhere: readonly State[] = ['loading', 'empty', 'filled', 'waiting']
const withRows: readonly State[] = ['filled', 'waiting']

const listed: readonly Screen[] = [
  { name: 'signin', path: '/signin', states: ['nobody'] },
  { name: 'signin-wrong', path: '/signin', states: ['nobody'], act: signInWrongly },
  { name: 'register', path: '/register', states: ['nobody'] },
  { name: 'register-wrong', path: '/register', states: ['nobody'], act: registerWrongly },
  { name: 'reset', path: '/reset', states: ['nobody'] },
  { name: 'docs', path: '/docs', states: ['nobody'] },
  { name: 'offline', path: offlinePage, states: ['nobody'] },
  { name: 'not-found', path: '/nowhere', states: ['nobody'] },
  { name: 'plain', path: '/add/plain', states: ['empty', 'filled'] },
  { name: 'history', path: '/', states: everywhere },
  { name: 'edit', path: '/', states: withRows, act: openFirstRow },
  { name: 'edit-history', path: '/', states: ['filled'], act: openItsHistory },
  { name: 'add', path: '/add', states: everywhere },
  { name: 'add-written', path: '/add?amount=12.50&note=lunch&category=Dining', states: withRows },
  { name: 'add-wrong', path: '/add?amount=x', states: ['filled'], act: saveWrongly },
  { name: 'trash', path: '/settings/trash', states: everywhere },
  { name: 'design', path: '/design', states: ['development'], whole: true },
]

const named = new Set<string>(listed.map(({ path }) => path))

/** Every screen; one of the app that has no line above is looked at in each state, under the name of its path. */
export const screens: readonly Screen[] = [
  ...listed,
  ...appPages
    .filter((path) => !named.has(path))
    .map((path) => ({ name: path.slice(1).replaceAll('/', '-'), path, states: everywhere })),
]

/** What each is called: the screen, and the state where it has several. */
export function titleOf({ name, states }: Screen, state: State): string {
  return states.length > 1 ? `${name}-${state}` : name
}

async function openFirstRow(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').click()
  await page.getByRole('button', { name: 'Delete' }).waitFor()
}

async function openItsHistory(page: Page): Promise<void> {
  await openFirstRow(page)
  const history = page.getByRole('group').filter({ hasText: 'History' }).locator('summary')
  if (await history.count()) await history.first().click()
}

async function saveWrongly(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.locator('[aria-invalid=true]').first().waitFor()
}

async function signInWrongly(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill('nobody@example.org')
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').first().waitFor()
}

async function registerWrongly(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill('me@example.org')
  await page.getByRole('textbox', { name: 'Password' }).fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.locator('[aria-invalid=true]').first().waitFor()
}
