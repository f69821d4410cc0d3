/** What a page says to a worker that waits: take over from the old one, now. */
export const takeOver = 'ttm-take-over'

/** What the worker says to pages when the browser thinks that the network is back. */
export const tryToSync = 'ttm-try-to-sync'

/** The name of our registration for Background Sync. */
export const syncTag = 'ttm-outbox'

/** What the worker says to a page of a version that has lost a file: load anew. */
export const fileLost = 'ttm-file-lost'
