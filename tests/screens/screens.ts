import { appPages, offlinePage } from '@/lib/core/app-pages'
import * as acts from './acts'
import type { Kind } from './stage'

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
  act?: acts.Act
  /** The kinds of device on which it is looked at; all unless it says so. */
  kinds?: readonly Kind[]
}

const everywhere: readonly State[] = ['loading', 'empty', 'filled', 'waiting']
const withRows: readonly State[] = ['filled', 'waiting']

const categories = '/settings/categories'
const trash = '/settings/trash'

const listed: readonly Screen[] = [
  { name: 'signin', path: '/signin', states: ['nobody'] },
  { name: 'signin-wrong', path: '/signin', states: ['nobody'], act: acts.signInWrongly },
  { name: 'register', path: '/register', states: ['nobody'] },
  { name: 'register-wrong', path: '/register', states: ['nobody'], act: acts.registerWrongly },
  { name: 'reset', path: '/reset', states: ['nobody'] },
  { name: 'docs', path: '/docs', states: ['nobody'] },
  { name: 'offline', path: offlinePage, states: ['nobody'] },
  { name: 'not-found', path: '/nowhere', states: ['nobody'] },
  { name: 'plain', path: '/add/plain', states: ['empty', 'filled'] },
  { name: 'history', path: '/', states: everywhere },
  { name: 'insights', path: '/insights', states: everywhere },
  { name: 'budgets', path: '/budgets', states: everywhere },
  { name: 'budget', path: '/budgets', states: ['filled'], act: acts.openFirstBudget },
  { name: 'budget-new', path: '/budgets?new', states: withRows },
  { name: 'edit', path: '/', states: withRows, act: acts.openFirstRow },
  { name: 'edit-changes', path: '/', states: ['filled'], act: acts.openItsChanges },
  { name: 'selection', path: '/', states: withRows, act: acts.selectTwo },
  { name: 'selection-category', path: '/', states: ['filled'], act: acts.askOfTwo('Category') },
  { name: 'selection-move', path: '/', states: ['filled'], act: acts.askOfTwo('Move') },
  { name: 'selection-delete', path: '/', states: ['filled'], act: acts.askOfTwo('Delete') },
  { name: 'search', path: '/?q=groceries', states: withRows, act: acts.waitForFound },
  { name: 'search-nothing', path: '/?q=nowhere', states: ['filled'], act: acts.waitForNothing },
  { name: 'filters', path: '/', states: ['filled'], act: acts.openFilters },
  { name: 'palette', path: '/', states: ['filled'], act: acts.openPalette, kinds: ['desktop'] },
  { name: 'shortcuts', path: '/', states: ['filled'], act: acts.openShortcuts, kinds: ['desktop'] },
  { name: 'add', path: '/add', states: everywhere },
  { name: 'add-written', path: '/add?amount=12.50&note=lunch&category=Dining', states: withRows },
  { name: 'add-wrong', path: '/add?amount=x', states: ['filled'], act: acts.saveWrongly },
  { name: 'category', path: categories, states: withRows, act: acts.openFirstCategory },
  { name: 'category-merge', path: categories, states: ['filled'], act: acts.mergeFirstCategory },
  { name: 'categories', path: categories, states: everywhere },
  { name: 'trash', path: trash, states: everywhere },
  { name: 'trash-changes', path: trash, states: ['filled'], act: acts.openChangesInTrash },
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
