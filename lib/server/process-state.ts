import 'server-only'

/** What the server process and the app inside it both need to know. */
export type ProcessState = {
  /** True from the moment the server was told to stop. */
  draining: boolean
  /** When the database last could not write anything, until it can again. */
  refusedWriteAt?: number | undefined
}

const key = Symbol.for('trackthatmoney.process')

/** The one state of this process; the same object in every bundle. */
export function processState(): ProcessState {
  const shared = globalThis as { [key]?: ProcessState }
  shared[key] ??= { draining: false }
  return shared[key]
}
