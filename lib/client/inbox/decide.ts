import type { Change } from '@/lib/client/replica/replica'
import { seenOf } from '@/lib/domain/change'
import type { Changes, Row } from '@/lib/domain/entities'
import { same, type Values } from '@/lib/domain/merge'
import { device } from '../device'
import { type Editable, updateArgs } from '../edit'
import { mutateAll } from '../mutate'
import type { Question } from './inbox'

/** What a question can be answered by: one of its values, and where it is about a deletion null to let that stand. */
export type Answer = Values | null | 'restore'

/** Decides a question, also one that others have decided by something else; refusals are thrown as AppError. */
export async function decide(question: Question, answer: Answer, summary: string): Promise<void> {
  const change = changeFor(question, answer)
  if (change) await mutateAll([{ ...change, summary }])
  // This choice stands in the place of the one that came too late.
  if (question.stale) await (await device()).replica.discard(question.stale.n)
}

/** The change that an answer makes; none where what it wants is decided already. */
export function changeFor(
  { conflict, entity, row, present, decided }: Question,
  answer: Answer,
): Omit<Change, 'summary'> | undefined {
  const { spaceId: walletId, id, rowId, unit, kept } = conflict
  const values = kept.map((one) => one.values)
  if (answer === 'restore') {
    if (!row.deletedAt) return
    return {
      name: 'expense.restore',
      args: { walletId, id: rowId, ...(!decided && { seen: values }) },
    }
  }
  if (!decided) {
    const args = { walletId, id, value: answer, seen: { present, kept: values } }
    return { name: 'conflict.resolve', args }
  }
  if (answer === null) {
    if (row.deletedAt) return
    const seen = seenOf('expense', row as Row<'expense'>)
    return { name: 'expense.delete', args: { walletId, id: rowId, seen } }
  }
  if (same(answer, present)) return
  if (entity === 'limit') {
    const { budgetId, from } = row as Row<'limit'>
    const money = { from: present, to: answer }
    return { name: 'limit.set', args: { spaceId: walletId, budgetId, from, money } }
  }
  const changes = { [unit]: { from: present, to: answer } } as Changes<Editable>
  const what = entity as Editable
  return {
    name: `${what}.update`,
    args: updateArgs(what, { spaceId: walletId, id: rowId }, changes),
  }
}
