import type { revisions } from './schema/revisions'

/** Who writes, when, and through which door. */
export type Stamp = {
  userId: string
  client: string | null
  via: (typeof revisions.$inferInsert)['via']
  at: string
}
