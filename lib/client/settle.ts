import type { Values } from '@/lib/domain/merge'
import { device } from './device'
import type { Question } from './inbox'
import { mutate } from './mutate'

/** Settles a question by one of its values, or by null where a deletion shall stand; refusals are thrown as AppError. */
export async function settle(
  { conflict, present, stale }: Question,
  value: Values | null,
  summary: string,
): Promise<void> {
  const { spaceId: walletId, id, kept } = conflict
  const seen = { present, kept: kept.map(({ values }) => values) }
  await mutate('conflict.resolve', { walletId, id, value, seen }, summary)
  // This choice stands in the place of the one that came too late.
  if (stale) await (await device()).replica.discard(stale.n)
}
