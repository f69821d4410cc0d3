/** In milliseconds: a page that is busy for long does it all the same. */
const longestWait = 3000

let holding = 0
const heldBack = new Set<() => void>()

/**
 * Says that the page is about to show what it was opened for: what can wait does, until the answer is called, though for no
 * longer than a person would believe in.
 */
export function holdBack(): () => void {
  holding++
  let over = false
  const end = () => {
    clearTimeout(timer)
    if (over) return
    over = true
    if (--holding > 0) return
    const all = [...heldBack]
    heldBack.clear()
    for (const go of all) go()
  }
  const timer = setTimeout(end, longestWait)
  return end
}

/** Runs `work` once the page has shown what it was opened for and has nothing better to do; answers how to call it off. */
export function whenIdle(work: () => void): () => void {
  let stop = () => {}
  const wait = () => {
    stop = whenUnused(() => {
      if (holding === 0) return work()
      heldBack.add(wait)
      stop = () => void heldBack.delete(wait)
    })
  }
  wait()
  return () => stop()
}

function whenUnused(work: () => void): () => void {
  // Not in Safari.
  if (!window.requestIdleCallback) {
    const timer = setTimeout(work, 200)
    return () => clearTimeout(timer)
  }
  const id = requestIdleCallback(work, { timeout: longestWait })
  return () => cancelIdleCallback(id)
}
