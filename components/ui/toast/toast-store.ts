export type Toast = {
  id: number
  text: string
  action?: { label: string; run: () => void | Promise<void> }
}

let shown: Toast | undefined
let last = 0
const listeners = new Set<() => void>()

/**
 * Shows one sentence for some seconds, with at most one thing to do about it; a later one takes its place. Answers what says
 * more in its place, as long as it is still on show.
 */
export function showToast(text: string, action?: Toast['action']): (more: string) => void {
  last += 1
  const id = last
  shown = { id, text, ...(action && { action }) }
  for (const listener of listeners) listener()
  return (more) => {
    if (shown?.id === id) showToast(more, action)
  }
}

/** Takes away whatever toast is on show: what it offers belongs to a moment that is over. */
export function clearToast(): void {
  if (shown) hideToast(shown.id)
}

/** Takes a toast away, unless another one has taken its place. */
export function hideToast(id: number): void {
  if (shown?.id !== id) return
  shown = undefined
  for (const listener of listeners) listener()
}

/** Calls back at every change of what is shown, until the answer is called. */
export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The toast on show, if any. */
export function currentToast(): Toast | undefined {
  return shown
}
