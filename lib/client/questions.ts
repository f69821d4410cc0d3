import { presentOf } from '@/lib/domain/conflicts/mutations'
import { deletion, weightOf } from '@/lib/domain/conflicts/rules'
import type { Kept } from '@/lib/domain/conflicts/schema'
import type { EntityName, Row } from '@/lib/domain/entities'
import type { Values } from '@/lib/domain/merge'
import type { Question, Self } from './inbox'
import type { Replica } from './replica'
import { plain } from './rows'
import type { Entry } from './store'

/** What open conflicts ask of the person of a device; what is only told to somebody else is left out. */
export async function askAll(
  replica: Replica,
  open: readonly Row<'conflict'>[],
  self: Self,
  outbox: readonly Entry[],
): Promise<Question[]> {
  const found = await Promise.all(open.map((conflict) => ask(replica, conflict, self, outbox)))
  return found.filter((one) => one !== undefined)
}

async function ask(
  { store }: Replica,
  conflict: Row<'conflict'>,
  self: Self,
  outbox: readonly Entry[],
): Promise<Question | undefined> {
  const entity = conflict.entity as EntityName
  const weight = weightOf(entity, conflict.unit)
  if (!weight || (weight === 'tell' && !conflict.kept.some((one) => isBy(one, self)))) return
  const row = await store.get(entity, [conflict.spaceId, conflict.rowId])
  if (!row || !isOpen(conflict.unit, row)) return
  return {
    ...{ conflict, entity, weight },
    row: plain(row),
    present: presentOf(conflict, row),
    presentIsUnsent: outbox.some((entry) => entry.state === 'queued' && changes(entry, conflict)),
    stale: outbox.find((entry) => entry.refusal?.code === 'stale' && chose(entry, conflict)),
  }
}

// A value is in question while its row is there, a deletion while it is not.
function isOpen(unit: string, { deletedAt, movedTo }: Row<EntityName>): boolean {
  return unit === deletion ? deletedAt !== null && movedTo === null : deletedAt === null
}

function changes({ name, args }: Entry, { entity, spaceId, rowId, unit }: Row<'conflict'>) {
  const given = args as { walletId?: string; id?: string; changes?: Values }
  return (
    name === `${entity}.update` &&
    given.walletId === spaceId &&
    given.id === rowId &&
    given.changes?.[unit] !== undefined
  )
}

function chose({ name, args }: Entry, { spaceId, id }: Row<'conflict'>): boolean {
  const given = args as { walletId?: string; id?: string }
  return name === 'conflict.resolve' && given.walletId === spaceId && given.id === id
}

/** Whether a user wrote a kept value, through whatever. */
export function isBy({ by }: Pick<Kept, 'by'>, { userId }: Self): boolean {
  return by === userId
}
