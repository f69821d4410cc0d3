import type { revisions } from './schema/revisions'

/** Who writes, when, through which door, and from which device in its person's words. */
export type Stamp = {
  userId: string
  client: string | null
  label: string | null
  via: (typeof revisions.$inferInsert)['via']
  at: string
}
