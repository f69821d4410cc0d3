import { untilLoaded } from '@/lib/client/page/build-files'
import type { Replica } from '@/lib/client/replica/replica'
import type { Aside, Entry } from '@/lib/client/replica/store'
import { reaches, type Written } from '@/lib/client/replica/touched'
import type { EntityName, Row } from '@/lib/domain/entities'
import { same, type Values } from '@/lib/domain/merge'

// Hardly ever is there one.
const asking = () => untilLoaded(() => import('./questions'))

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
  /** Whether others have decided it by something else: what was chosen here is asked about anew, beside what stands now. */
  decided: boolean
}

/** Who uses this device, under which name it numbers its changes. */
export type Self = { userId: string; clientId: string }

/** What waits for a person on this device. */
export type Inbox = {
  self: Self
  /** How many changes wait to be sent. */
  waiting: number
  /** The ids of the rows that they change. */
  unsent: ReadonlySet<string>
  /** Whether something may be in question: whether it is hangs on rows too. */
  isAny: boolean
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
  const isAny = conflicts.some(({ kept }) => kept.length > 0) || outbox.some(isStale)
  const found = isAny ? await (await asking()).askAll(replica, conflicts, self, outbox) : []
  const questions = found.sort((a, b) => (a.conflict.updatedAt < b.conflict.updatedAt ? -1 : 1))
  return { self, isAny, questions, aside, ...waitingOf(outbox, questions) }
}

/** What waits for a person after a write, by what did before; undefined where it has to be read. */
export function renewInbox(
  former: Inbox,
  { touched, outbox }: Pick<Written, 'touched' | 'outbox'>,
): Inbox | undefined {
  const isOther = reaches(touched, ['conflict', 'aside', ['meta', 'account']])
  if (former.isAny || isOther || outbox?.some(isStale)) return undefined
  if (!touched.has('outbox')) return former
  if (!outbox) return undefined
  const now = waitingOf(outbox, [])
  return {
    ...former,
    ...now,
    unsent: same([...former.unsent], [...now.unsent]) ? former.unsent : now.unsent,
  }
}

function waitingOf(outbox: readonly Entry[], questions: readonly Question[]) {
  const queued = outbox.filter(({ state, isReport }) => state === 'queued' && !isReport)
  const stood = new Set(questions.map(({ stale }) => stale?.n))
  return {
    waiting: queued.length,
    unsent: new Set(queued.map(({ args }) => idIn(args))),
    notSent: outbox.filter(({ n, state }) => state === 'refused' && !stood.has(n)),
  }
}

function isStale({ refusal }: Entry): boolean {
  return refusal?.code === 'stale'
}

function idIn(args: unknown): string {
  const { id, to } = args as { id?: string; to?: { id: string } }
  return to?.id ?? id ?? ''
}

/** How many things there are, what is only told among them. */
export function countHeld({ questions, notSent, aside }: Inbox): number {
  return questions.length + notSent.length + aside.length
}

/** How many things need a decision; what is only told is not among them. */
export function countNeeding({ questions, notSent, aside }: Inbox): number {
  const decide = questions.filter(({ weight }) => weight === 'decide').length
  return decide + notSent.length + aside.length
}
