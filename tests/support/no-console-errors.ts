import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest'

// An error that is only printed is an error that nobody sees.
let printed: MockInstance<typeof console.error>

beforeEach(() => {
  printed = vi.spyOn(console, 'error')
})

afterEach(() => {
  const calls = printed.mock.calls
  printed.mockRestore()
  expect(calls, 'console.error was called').toEqual([])
})
