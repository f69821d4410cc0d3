import { appendFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

// Loaded into the server by NODE_OPTIONS=--import: at each SIGUSR2 it appends the longest gap (ms)
// between two turns of the event loop since the last one to the file BENCH_EVENT_LOOP.

const file = process.env.BENCH_EVENT_LOOP
const resolution = 1

if (isMainThread && file) {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  process.on('SIGUSR2', () => {
    // What is measured is the time between two timers, the timer's own interval included.
    appendFileSync(file, `${Math.max(0, delay.max / 1e6 - resolution)}\n`)
    delay.reset()
  })
}
