import { type Ask, contentsOf, tablesIn } from '@/db/embedded/tables'

/** What a restore changes: which life it is, and how far each space counts. */
const ofLife = new Set(
  ['epochs', 'past_epochs', 'restored_spaces', 'spaces'].map((t) => `public.${t}`),
)

/** Rows and checksum of every table but those. */
export async function contentsOfAll(ask: Ask): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {}
  for (const table of await tablesIn(ask)) {
    if (!ofLife.has(table.name)) all[table.name] = await contentsOf(ask, table)
  }
  return all
}
