import type { Replica } from '@/lib/client/replica/replica'
import { plain } from '@/lib/client/replica/rows'
import type { Entry } from '@/lib/client/replica/store'
import { limitId } from '@/lib/domain/budgets/rules'
import { presentOf } from '@/lib/domain/conflicts/mutations'
import { deletion } from '@/lib/domain/conflicts/rules'
import type { Kept } from '@/lib/domain/conflicts/schema'
import { type EntityName, type Row, weightOf } from '@/lib/domain/entities'
import { same, type Values } from '@/lib/domain/merge'
import type { Question, Self } from './inbox'

/** What conflicts ask of the person of a device; what is decided, or only told to somebody else, is left out. */
export async function askAll(
  replica: Replica,
  conflicts: readonly Row<'conflict'>[],
  self: Self,
  outbox: readonly Entry[],
): Promise<Question[]> {
  const found = await Promise.all(conflicts.map((one) => ask(replica, one, self, outbox)))
  return found.filter((one) => one !== undefined)
}

async function ask(
  { store }: Replica,
  known: Row<'conflict'>,
  self: Self,
  outbox: readonly Entry[],
): Promise<Question | undefined> {
  const stale = outbox.find((entry) => entry.refusal?.code === 'stale' && chose(entry, known))
  const decided = known.kept.length === 0
  if (decided && !stale) return
  const entity = known.entity as EntityName
  const row = await store.get(entity, [known.spaceId, known.rowId])
  if (!row || !(decided ? isUndone(stale, known, row) : isOpen(known.unit, row))) return
  const conflict = decided ? { ...known, kept: choiceIn(stale, self) } : known
  const weight = weightOf(entity, conflict.unit)
  if (!weight || (weight === 'tell' && !conflict.kept.some((one) => isBy(one, self)))) return
  return {
    ...{ conflict, entity, weight, stale, decided },
    row: plain(row),
    present: presentOf(conflict, row),
    presentIsUnsent: outbox.some((entry) => entry.state === 'queued' && changes(entry, conflict)),
  }
}

type Choice = { value?: Values | null }

/** Whether something else stands by now than what was chosen here: a value, null for a deletion, nothing for a restore. */
function isUndone(
  entry: Entry | undefined,
  conflict: Row<'conflict'>,
  row: Row<EntityName>,
): boolean {
  const { value } = (entry?.args ?? {}) as Choice
  if (row.movedTo) return false
  if (!value) return conflict.unit === deletion && (value === null) === (row.deletedAt === null)
  return row.deletedAt === null && !same(value, presentOf(conflict, row))
}

/** The value that was chosen here, as if it were kept. */
function choiceIn(entry: Entry | undefined, { userId: by, clientId: client }: Self): Kept[] {
  const { value } = (entry?.args ?? {}) as Choice
  return entry && value ? [{ values: value, by, client, via: 'sync', at: entry.at }] : []
}

/** Whether a user wrote a kept value, through whatever. */
export function isBy({ by }: Pick<Kept, 'by'>, { userId }: Self): boolean {
  return by === userId
}

// A value is in question while its row is there, a deletion while it is not.
function isOpen(unit: string, { deletedAt, movedTo }: Row<EntityName>): boolean {
  return unit === deletion ? deletedAt !== null && movedTo === null : deletedAt === null
}

type Given = { walletId?: string; spaceId?: string; id?: string; budgetId?: string; from?: string }

function changes({ name, args }: Entry, { entity, spaceId, rowId, unit }: Row<'conflict'>) {
  const given = args as Given & { changes?: Values }
  if ((given.walletId ?? given.spaceId) !== spaceId) return false
  if (name === 'limit.set') return limitId(given.budgetId ?? '', given.from ?? '') === rowId
  return name === `${entity}.update` && given.id === rowId && given.changes?.[unit] !== undefined
}

function chose({ name, args }: Entry, { spaceId, id, rowId, unit }: Row<'conflict'>): boolean {
  const given = args as { walletId?: string; id?: string }
  if (given.walletId !== spaceId) return false
  if (name === 'expense.restore') return unit === deletion && given.id === rowId
  return name === 'conflict.resolve' && given.id === id
}
