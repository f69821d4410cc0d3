import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { holdBack, whenIdle } from '@/lib/client/page/idle'

let unused: (() => void)[] = []

/** The browser finds the page with nothing to do. */
const idle = () => {
  for (const work of unused.splice(0)) work()
}

beforeEach(() => {
  vi.useFakeTimers()
  unused = []
  vi.stubGlobal('window', globalThis)
  vi.stubGlobal('requestIdleCallback', (work: () => void) => unused.push(work))
  vi.stubGlobal('cancelIdleCallback', (id: number) => unused.splice(id - 1, 1, () => {}))
})
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('work that can wait is done once the page has shown what it was opened for, and is idle', () => {
  const done = vi.fn()
  const show = holdBack()
  const showMore = holdBack()
  whenIdle(done)
  idle()
  show()
  // Once more is no other one's.
  show()
  idle()
  expect(done).not.toHaveBeenCalled()
  showMore()
  expect(done).not.toHaveBeenCalled()
  idle()
  idle()
  expect(done).toHaveBeenCalledOnce()
})

it('a part that begins while the work already waits for an idle page still comes first', () => {
  const done = vi.fn()
  whenIdle(done)
  const show = holdBack()
  idle()
  expect(done).not.toHaveBeenCalled()
  show()
  idle()
  expect(done).toHaveBeenCalledOnce()
})

it('a page that never shows it does not hold the work back for ever', () => {
  const done = vi.fn()
  holdBack()
  whenIdle(done)
  idle()
  vi.advanceTimersByTime(3000)
  idle()
  expect(done).toHaveBeenCalledOnce()
})

it('work that was called off is not done, whatever it waited for', () => {
  const done = vi.fn()
  const first = whenIdle(done)
  first()
  idle()
  const show = holdBack()
  const second = whenIdle(done)
  idle()
  second()
  show()
  idle()
  expect(done).not.toHaveBeenCalled()
})
