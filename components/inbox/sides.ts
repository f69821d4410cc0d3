import type { Author } from '@/components/words/author-words'
import type { Revisions } from '@/lib/client/hooks/revisions'
import type { Question, Self } from '@/lib/client/inbox/inbox'
import { isBy } from '@/lib/client/inbox/questions'
import { lastWriter } from '@/lib/client/reads/revisions'
import type { Values } from '@/lib/domain/merge'

/** One of the values that compete, with whose it is. */
export type Side = {
  values: Values
  author: Author
  at: string
  /** Whether it is the one that counts now. */
  present: boolean
  mine: boolean
}

/**
 * The values that compete in a question, this person's first, then by time. "Mine" is what this device wrote, else the
 * one that this user wrote last.
 */
export function sidesOf(question: Question, self: Self, known: Revisions): Side[] {
  const { present: values, conflict } = question
  const kept = conflict.kept.map(({ values, at, ...author }) => ({
    values,
    author,
    at,
    present: false,
  }))
  const all = [{ values, ...writerOf(question, self, known), present: true }, ...kept]
  const here = all.filter(({ author }) => author.client === self.clientId)
  const mine = here.length > 0 ? here : all.filter(({ author }) => isBy(author, self)).slice(0, 1)
  return all
    .map((side) => ({ ...side, mine: mine.includes(side) }))
    .sort((a, b) => Number(b.mine) - Number(a.mine) || (a.at < b.at ? -1 : 1))
}

/** Who wrote what the row holds now, or deleted it: as its revisions say, else as far as the row knows. */
export function writerOf(
  { row, conflict, presentIsUnsent }: Question,
  self: Self,
  known: Revisions,
): { author: Author; at: string } {
  const { updatedBy, updatedAt, rev } = row
  if (presentIsUnsent) {
    return { author: { by: self.userId, client: self.clientId }, at: updatedAt }
  }
  const last = known.state === 'here' ? lastWriter(known.revisions, rev, conflict.unit) : undefined
  if (!last) return { author: { by: updatedBy, client: undefined }, at: updatedAt }
  const { by, byName: name, client, device: label, via, at } = last
  return { author: { by, name, client, label, via }, at }
}
