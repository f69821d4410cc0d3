import 'server-only'
import { isError, logLine, withoutValues } from '@/lib/core/loggable'

/** Writes down that something failed unexpectedly, in one line and without any value that people have stored. */
export function logFailure(doing: string, error: unknown): void {
  console.error(logLine(doing, error))
}

/**
 * Holds all that is printed in this process to the same, whoever prints it: the framework shows each error that it meets
 * with everything that hangs on it. What nobody caught is logged like the rest; after an exception the process ends.
 */
export function keepValuesOutOfLogs(): void {
  for (const name of ['error', 'warn', 'info', 'log', 'debug'] as const) {
    // biome-ignore lint/suspicious/noConsole: whatever is printed goes through here
    const print = console[name].bind(console)
    console[name] = (...words: unknown[]) => print(...words.map(shown))
  }
  process.on('unhandledRejection', (reason) =>
    logFailure('something that nobody waited for', reason),
  )
  process.on('uncaughtException', (error) => {
    logFailure('something that nobody caught', error)
    process.exit(1)
  })
}

function shown(word: unknown): unknown {
  if (typeof word === 'string') return withoutValues(word)
  if (isError(word)) return logLine('a request', word)
  // Whatever else an error may hang on is not worth its values.
  return typeof word === 'object' && word !== null ? withoutValues(String(word)) : word
}
