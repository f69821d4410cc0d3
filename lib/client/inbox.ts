import { presentOf } from '@/lib/domain/conflicts/mutations'
import { weightOf } from '@/lib/domain/conflicts/rules'
import { deletion, type Kept } from '@/lib/domain/conflicts/schema'
import type { EntityName, Row } from '@/lib/domain/entities'
import type { Values } from '@/lib/domain/merge'
import type { Replica } from './replica'
import { plain } from './rows'
import type { Aside, Entry } from './store'

/** Something that nobody but a person can answer, or may want to know: values that compete in one unit of one row. */
export type Question = {
  conflict: Row<'conflict'>
  entity: EntityName
  row: Row<EntityName>
  weight: 'decide' | 'tell'
  /** What the row holds now in that unit; nothing where the question is about its deletion. */
  present: Values
  /** Whether this device wrote the present value and has not sent it yet. */
  presentIsUnsent: boolean
  /** What a person chose here earlier, and the values had changed by then. */
  stale: Entry | undefined
}

/** Who uses this device, under which name it numbers its changes. */
export type Self = { userId: string; clientId: string }

/** What waits for a person on this device. */
export type Inbox = {
  self: Self
  /** The oldest first. */
  questions: Question[]
  /** The changes that were set aside, without those that an open question stands for. */
  notSent: Entry[]
  /** What a restore has left on this device alone. */
  aside: Aside[]
}

/** Reads what waits for a person, of everything that this device holds. */
export async function readInbox(replica: Replica): Promise<Inbox> {
  const { store } = replica
  const [outbox, meta, conflicts, aside] = await Promise.all([
    replica.outbox(),
    replica.meta(),
    store.getAll('conflict'),
    store.getAllFromIndex('aside', 'head', 0),
  ])
  const self = { userId: meta.account?.id ?? '', clientId: meta.clientId }
  const open = conflicts.filter(({ kept }) => kept.length > 0)
  const found = await Promise.all(open.map((conflict) => ask(replica, conflict, self, outbox)))
  const questions = found
    .filter((one) => one !== undefined)
    .sort((a, b) => (a.conflict.updatedAt < b.conflict.updatedAt ? -1 : 1))
  const stood = new Set(questions.map(({ stale }) => stale?.n))
  const notSent = outbox.filter(({ n, state }) => state === 'refused' && !stood.has(n))
  return { self, questions, notSent, aside }
}

/** How many things need a decision; what is only told is not among them. */
export function countNeeding({ questions, notSent, aside }: Inbox): number {
  const decide = questions.filter(({ weight }) => weight === 'decide').length
  return decide + notSent.length + aside.length
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

/** Whether a user wrote a kept value, through whatever. */
export function isBy({ by }: Pick<Kept, 'by'>, { userId }: Self): boolean {
  return by === userId
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
