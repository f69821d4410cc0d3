/** Gives the viewer's controls the names and the keyboard access that it leaves out, now and after each of its changes. */
export function keepNamed(root: HTMLElement): () => void {
  const observer = new MutationObserver(() => name(root))
  observer.observe(root, { childList: true, subtree: true })
  name(root)
  return () => observer.disconnect()
}

function name(root: HTMLElement) {
  for (const row of root.querySelectorAll<HTMLElement>('tr[data-param-name]')) {
    for (const control of row.querySelectorAll('input, select, textarea')) {
      control.setAttribute('aria-label', row.dataset.paramName ?? '')
    }
  }
  for (const body of root.querySelectorAll('textarea.body-param__text')) {
    body.setAttribute('aria-label', 'Request body')
  }
  for (const code of root.querySelectorAll<HTMLElement>('pre.microlight')) code.tabIndex = 0
  for (const fold of root.querySelectorAll('.json-schema-2020-12-accordion')) {
    if (fold.textContent === '') fold.setAttribute('aria-label', 'Fields')
  }
  for (const table of root.querySelectorAll('table[role="region"]')) table.removeAttribute('role')
}
