const inside = 'ttmInside'

let leaving = false
let asked = 0
/** What the page was loaded with, until the list was put beneath it. */
let loadedWith = typeof window === 'undefined' ? undefined : window.location.href

/** The screens with a panel, each with what its query says where the panel is open. */
const openers = new Map([
  ['/', ['id']],
  ['/budgets', ['id', 'new']],
  ['/settings/categories', ['id', 'new']],
])

/** The address of the panel that was left, until what is drawn is at another one: the browser takes a moment for that. */
let left: string | undefined
const listeners = new Set<() => void>()

/** Calls back whenever a panel is left, or opened again, until the answer is called. */
export function onLeft(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The address of the panel that was left and may still be drawn, as `addressOf` says it. */
export function leftPanel(): string | undefined {
  return left
}

/** Notes which panel was left; none once another address is drawn. */
export function noteLeft(address: string | undefined): void {
  if (address === left) return
  left = address
  for (const listener of [...listeners]) listener()
}

/** One text for each address. */
export function addressOf(path: string, query: URLSearchParams): string {
  return `${path}?${query}`
}

/** Whether the address shows a panel beside or over a list: the form for something new, or one thing of the list. */
export function showsPanel(path: string, query: { has: (name: string) => boolean }): boolean {
  return path === '/add' || (openers.get(path)?.some((name) => query.has(name)) ?? false)
}

/**
 * Shows a panel of the list at once, without asking the server for anything; Back always leads to the list,
 * also after several panels.
 */
export function openPanel(href: string): void {
  const { history, location } = window
  asked++
  if (leaving) {
    window.addEventListener('popstate', () => openPanel(href), { once: true })
    return
  }
  noteLeft(undefined)
  // The form for a new expense, perhaps with a link's values in it, stays as it is.
  if (href === location.pathname) return
  if (showsPanel(location.pathname, new URLSearchParams(location.search))) {
    history.replaceState({ [inside]: history.state?.[inside] === true }, '', href)
  } else {
    history.pushState({ [inside]: true }, '', href)
  }
}

/** Puts the list beneath a panel that the page was loaded with, so that Back leads to it instead of out of the app. */
export function putListBeneath(): void {
  const { history, location } = window
  const panel = location.href
  const { state } = history
  if (panel !== loadedWith || state?.[inside] === true) return
  loadedWith = undefined
  // Both keep what Next wrote there, by which it knows that nothing changes on the page.
  history.replaceState(state, '', listAddress())
  history.pushState({ ...state, [inside]: true }, '', panel)
}

/** Leaves the panel for the list, by going back where the list came before it, so that Back does not open it again. */
export function closePanel(): void {
  const { history, location } = window
  const query = new URLSearchParams(location.search)
  if (leaving || !showsPanel(location.pathname, query)) return
  noteLeft(addressOf(location.pathname, query))
  if (history.state?.[inside] !== true) {
    history.replaceState(null, '', listAddress())
    return
  }
  leaving = true
  window.addEventListener(
    'popstate',
    () => {
      leaving = false
    },
    { once: true },
  )
  history.back()
}

/** The list's address without what opens a panel; what else it says, such as its filters, stays. */
function listAddress(): string {
  const { pathname, search } = window.location
  if (pathname === '/add') return '/'
  const query = new URLSearchParams(search)
  for (const name of openers.get(pathname) ?? []) query.delete(name)
  return query.size > 0 ? `${pathname}?${query}` : pathname
}

/**
 * What closes the panel that is shown now. Where a panel was asked for since, that one stays, and the answer is false:
 * saving takes a moment, in which a person may go on.
 */
export function closerOfPanel(): () => boolean {
  const then = asked
  return () => {
    if (asked !== then) return false
    closePanel()
    return true
  }
}

/** Whether a click means this window: neither another button nor a key that asks for a new tab. */
export function isPlainClick(event: {
  button: number
  metaKey: boolean
  ctrlKey: boolean
  shiftKey: boolean
  altKey: boolean
}): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
}
