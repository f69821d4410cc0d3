const inside = 'ttmInside'

let leaving = false
let asked = 0

/** Whether the address shows a panel of the history: the form for a new expense, or one expense. */
export function showsPanel(path: string, query: { has: (name: string) => boolean }): boolean {
  return path === '/add' || (path === '/' && query.has('id'))
}

/**
 * Shows a panel of the history at once, without asking the server for anything; Back always leads to the list,
 * also after several panels.
 */
export function openPanel(href: string): void {
  const { history, location } = window
  asked++
  if (leaving) {
    window.addEventListener('popstate', () => openPanel(href), { once: true })
    return
  }
  // The form for a new expense, perhaps with a link's values in it, stays as it is.
  if (href === location.pathname) return
  if (showsPanel(location.pathname, new URLSearchParams(location.search))) {
    history.replaceState({ [inside]: history.state?.[inside] === true }, '', href)
  } else {
    history.pushState({ [inside]: true }, '', href)
  }
}

/** Leaves the panel for the list, by going back where the list came before it, so that Back does not open it again. */
export function closePanel(): void {
  const { history, location } = window
  if (leaving || !showsPanel(location.pathname, new URLSearchParams(location.search))) return
  if (history.state?.[inside] !== true) {
    const query = new URLSearchParams(location.pathname === '/' ? location.search : '')
    query.delete('id')
    history.replaceState(null, '', query.size > 0 ? `/?${query}` : '/')
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
