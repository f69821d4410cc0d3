import { untilLoaded } from '@/lib/client/page/build-files'
import type { Change } from '@/lib/client/replica/replica'
import type { Changes, Fields } from '@/lib/domain/entities'
import { pick } from '@/lib/domain/merge'
import type { Args } from '@/lib/domain/mutations'
import type { Step } from './mutate'

// No first paint waits for what only changes need.
const changing = () => untilLoaded(() => import('@/lib/domain/change'))

/** What a person can edit field by field. */
export type Editable = 'expense' | 'category' | 'wallet' | 'settings' | 'budget'

type Place = { spaceId: string; id: string }
type Wanted<N extends Editable> = { [F in keyof Fields<N>]?: Fields<N>[F] | undefined }

/** Makes `wanted` of what its person saw in a row, and back of that what they saw. */
export async function editOf<N extends Editable>(
  entity: N,
  seen: Place & Fields<N>,
  wanted: Wanted<N>,
  summary: string,
  back = summary,
): Promise<Step> {
  const { changesBetween } = await changing()
  const update = (from: Place & Fields<N>, to: Wanted<N>, summary: string): Change => ({
    name: `${entity}.update`,
    args: updateArgs(entity, from, changesBetween(entity, from, to)),
    summary,
  })
  const before = pick(seen, Object.keys(wanted)) as Wanted<N>
  return {
    change: update(seen, wanted, summary),
    back: [update({ ...seen, ...wanted } as Place & Fields<N>, before, back)],
  }
}

/** Deletes a row as its person saw it. */
export async function deletionOf<N extends 'expense' | 'category' | 'budget'>(
  entity: N,
  row: Place & Fields<N>,
  summary: string,
): Promise<Change> {
  const { seenOf } = await changing()
  const args = { ...placeIn(entity, row), seen: seenOf(entity, row) }
  return { name: `${entity}.delete`, args, summary }
}

/** What a change of a row says of where it is; a wallet and a person's settings are named by their space. */
export function updateArgs<N extends Editable>(
  entity: N,
  place: Place,
  changes: Changes<N>,
): Args<`${N}.update`> {
  return { ...placeIn(entity, place), changes } as unknown as Args<`${N}.update`>
}

function placeIn(entity: Editable, { spaceId, id }: Place): object {
  const places: Partial<Record<Editable, object>> = {
    settings: { userId: spaceId },
    wallet: { walletId: spaceId },
    budget: { spaceId, id },
  }
  return places[entity] ?? { walletId: spaceId, id }
}
