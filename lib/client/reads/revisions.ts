import { callApi } from '@/lib/client/syncing/rest'
import { fromDecimal } from '@/lib/core/money'
import { deletion } from '@/lib/domain/conflicts/rules'
import type { Row } from '@/lib/domain/entities'
import type { UnitRevision, Values } from '@/lib/domain/merge'

/** One thing that happened to an expense, as the server keeps it; amounts in minor units. */
export type Revision = {
  /** The wallet that it was in then. */
  walletId: string
  /** Of the first step in another wallet: where it was until then. */
  movedFrom?: { walletId: string; id: string }
  /** Counts in its wallet. */
  rev: number
  kind: 'create' | 'update' | 'delete' | 'restore'
  at: string
  by: string
  byName: string | null
  via: 'rest' | 'form' | 'sync' | 'system' | 'recovery'
  client: string | null
  /** Where it was made, in words: "Firefox on Windows", "curl/8.5.0". */
  device: string | null
  changes: Record<string, UnitRevision>
}

/** Everything that happened to an expense, oldest first, from the server; throws where it cannot be reached. */
export async function fetchRevisions({
  spaceId,
  id,
  currency,
}: Pick<Row<'expense'>, 'spaceId' | 'id' | 'currency'>): Promise<Revision[]> {
  const { items } = await callApi<{ items: Revision[] }>(
    'GET',
    `/expenses/${id}/history?walletId=${spaceId}`,
    { has: 'items' },
  )
  return items.map(({ changes, ...rest }) => {
    const read = Object.entries(changes).map(([unit, { from, to }]) => [
      unit,
      { from: inMinor(from, currency), to: inMinor(to, currency) },
    ])
    return { ...rest, changes: Object.fromEntries(read) }
  })
}

// REST tells amounts as decimals.
function inMinor(values: Values, currency: string): Values {
  if (typeof values.amount !== 'string') return values
  const read = fromDecimal(values.amount, String(values.currency ?? currency))
  return { ...values, amount: read.ok ? read.amount : 0 }
}

/** What an expense was after the revision at an index: each unit as it was written last until then. */
export function stateAt(revisions: readonly Revision[], index: number): Record<string, Values> {
  const state: Record<string, Values> = {}
  for (const { changes } of revisions.slice(0, index + 1)) {
    for (const [unit, { to }] of Object.entries(changes)) state[unit] = { ...state[unit], ...to }
  }
  return state
}

/** Whether an expense was in another place at the time of a revision: it was moved since. */
export function isBeforeMove(revisions: readonly Revision[], index: number): boolean {
  return revisions.slice(index + 1).some(({ movedFrom }) => movedFrom)
}

/** The last revision up to a rev of its present wallet that wrote a unit, or that deleted. */
export function lastWriter(
  revisions: readonly Revision[],
  rev: number,
  unit: string,
): Revision | undefined {
  const known = revisions.filter((one, at) => one.rev <= rev && !isBeforeMove(revisions, at))
  return unit === deletion
    ? known.findLast(({ kind }) => kind === 'delete')
    : known.findLast(({ kind, changes }) => kind !== 'delete' && unit in changes)
}
