/** In milliseconds: a page that is busy for long does it all the same. */
const longestWait = 3000

/** Runs `work` once the page has nothing better to do; answers how to call it off. */
export function whenIdle(work: () => void): () => void {
  // Not in Safari.
  if (!window.requestIdleCallback) {
    const timer = setTimeout(work, 200)
    return () => clearTimeout(timer)
  }
  const id = requestIdleCallback(work, { timeout: longestWait })
  return () => cancelIdleCallback(id)
}
