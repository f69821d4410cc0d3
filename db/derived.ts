import { foldName, foldText } from '@/lib/core/text'
import type { EntityName } from '@/lib/domain/entities'

type Values = Record<string, unknown>

/** The columns that a table derives from some values of its rows: names by which they are unique, notes as they are searched. */
export function derived(entity: EntityName, { name, note }: Values): Values {
  if (entity === 'category' && typeof name === 'string') return { nameKey: foldName(name) }
  if (entity === 'expense' && typeof note === 'string') return { noteSearch: foldText(note) }
  return {}
}
