import { appendFileSync, readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

// Loaded into the server by NODE_OPTIONS=--import. SIGUSR2 starts the watch over its event loop; the next one ends it
// and appends to the file BENCH_EVENT_LOOP the longest gap between two turns (ms), how much of it the thread computed,
// and how much it only waited for a CPU that others had.

const file = process.env.BENCH_EVENT_LOOP
const every = 2
const thread = `/proc/self/task/${process.pid}/schedstat`

if (isMainThread && file) {
  /** @type {(() => void) | undefined} */
  let end
  process.on('SIGUSR2', () => {
    if (end) end()
    end = end ? undefined : watch(file)
  })
}

/** @param {string} into */
function watch(into) {
  let longest = { gap: 0, computing: 0, waiting: 0 }
  let last = now()
  const timer = setInterval(() => {
    const turn = now()
    const gap = turn.at - last.at - every
    if (gap > longest.gap) {
      const [computing, waiting] = [turn.computing - last.computing, turn.waiting - last.waiting]
      longest = { gap, computing, waiting }
    }
    last = turn
  }, every)
  return () => {
    clearInterval(timer)
    appendFileSync(into, `${JSON.stringify(longest)}\n`)
  }
}

/** The time, and what the system says of the main thread so far, all in ms; only Linux does. */
function now() {
  const at = performance.now()
  try {
    const [computing, waiting] = readFileSync(thread, 'utf8').split(' ').map(Number)
    return { at, computing: (computing ?? 0) / 1e6, waiting: (waiting ?? 0) / 1e6 }
  } catch {
    return { at, computing: Number.NaN, waiting: Number.NaN }
  }
}
