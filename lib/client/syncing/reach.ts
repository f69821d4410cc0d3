import { type Entry, rowName, type Writing } from '@/lib/client/replica/store'
import type { EntityName } from '@/lib/domain/entities'
import type { SyncReply } from '@/lib/domain/protocol'

/** What an answer of the server can matter to. */
export type Reach = {
  /** The rows to be put back to what the server last said, by name; undefined for all. */
  rows: ReadonlySet<string> | undefined
  /** The waiting changes to be applied again, in their order. */
  entries: readonly Entry[]
}

/**
 * Finds what hangs together with an answer: the rows that it brings, those that changes have touched which are `done` or
 * refused, whichever waiting changes touched one of them, what else those have touched, and so on. The rest can stay as
 * it is, so that a long queue is not applied anew at each answer while it drains.
 */
export async function reachOf(
  transaction: Writing,
  { news, gone }: { news: SyncReply['changes']; gone: readonly string[] },
  outbox: readonly Entry[],
  done: ReadonlySet<Entry>,
): Promise<Reach> {
  const isOver = (entry: Entry) => done.has(entry) || entry.state === 'refused'
  const waiting = outbox.filter((entry) => !isOver(entry))
  const anew = gone.length > 0 || Object.values(news).some(({ reset }) => reset)
  if (anew || outbox.some(({ touches }) => !touches)) return { rows: undefined, entries: waiting }
  const keys = await transaction.objectStore('shadow').getAllKeys()
  // Only of these does the server know another state than the device shows.
  const changed = new Set(keys.map(([entity, spaceId, id]) => rowName(entity, { spaceId, id })))
  const rows = new Set(namesIn(news))
  const add = ({ touches }: Entry) => {
    for (const name of touches ?? []) if (changed.has(name)) rows.add(name)
  }
  for (const entry of outbox) if (isOver(entry)) add(entry)
  const found = new Set<Entry>()
  for (let before = -1; before < found.size; ) {
    before = found.size
    for (const entry of waiting) {
      if (found.has(entry) || !entry.touches?.some((name) => rows.has(name))) continue
      found.add(entry)
      add(entry)
    }
  }
  return { rows, entries: waiting.filter((entry) => found.has(entry)) }
}

function namesIn(changes: SyncReply['changes']): string[] {
  return Object.entries(changes).flatMap(([spaceId, { rows }]) =>
    Object.entries(rows).flatMap(([entity, list]) =>
      list.map(({ id }) => rowName(entity as EntityName, { spaceId, id })),
    ),
  )
}
