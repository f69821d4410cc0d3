import { onDevice } from './kept-values'

/** Entries by id, the one that was kept last first. */
type Unsaved<T extends { id: string }> = {
  all: () => T[]
  keep: (entry: T) => void
  forget: (id: string) => void
}

/** Under which keys pages keep what was typed and not saved. */
const keys = ['ttm-drafts', 'ttm-edits'] as const

/** What somebody has begun to write or to change on this device, and not saved; one entry an expense. */
export function readUnsaved(): unknown[] {
  return keys.flatMap((key) => read(onDevice.read(key)))
}

/** What a person typed on this device and has not saved, under one key; entries that `isOne` does not know are none. */
export function unsavedUnder<T extends { id: string }>(
  key: (typeof keys)[number],
  isOne: (value: unknown) => value is T,
): Unsaved<T> {
  const all = () => read(onDevice.read(key)).filter(isOne)
  const write = (entries: readonly T[]) => {
    if (entries.length > 0) onDevice.keep(key, JSON.stringify(entries))
    else onDevice.forget(key)
  }
  const without = (gone: string) => all().filter(({ id }) => id !== gone)
  return {
    all,
    keep: (entry) => write([entry, ...without(entry.id)]),
    forget: (id) => write(without(id)),
  }
}

function read(text: string | null): unknown[] {
  try {
    const entries: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(entries) ? entries : []
  } catch {
    return []
  }
}
