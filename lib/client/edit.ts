import type { Changes, Fields } from '@/lib/domain/entities'
import type { Args } from '@/lib/domain/mutations'
import { untilLoaded } from './build-files'
import { mutate } from './mutate'

// No first paint waits for what only changes need.
const changing = () => untilLoaded(() => import('@/lib/domain/change'))

/** What a person can edit field by field. */
export type Editable = 'expense' | 'category' | 'wallet' | 'settings'

type Place = { spaceId: string; id: string }
type Wanted<N extends Editable> = { [F in keyof Fields<N>]?: Fields<N>[F] | undefined }

/** Makes `wanted` of what its person saw in a row, as `mutate` makes a change. */
export async function edit<N extends Editable>(
  entity: N,
  seen: Place & Fields<N>,
  wanted: Wanted<N>,
  summary: string,
): Promise<void> {
  const { changesBetween } = await changing()
  const changes = changesBetween(entity, seen, wanted)
  await mutate(`${entity}.update`, updateArgs(entity, seen, changes), summary)
}

/** Deletes a row as its person saw it, as `mutate` makes a change. */
export async function remove<N extends 'expense' | 'category'>(
  entity: N,
  row: Place & Fields<N>,
  summary: string,
): Promise<void> {
  const { seenOf } = await changing()
  const { spaceId: walletId, id } = row
  const args = { walletId, id, seen: seenOf(entity, row) } as unknown as Args<`${N}.delete`>
  await mutate(`${entity}.delete`, args, summary)
}

/** What a change of a row says of where it is; a wallet and a person's settings are named by their space. */
export function updateArgs<N extends Editable>(
  entity: N,
  { spaceId, id }: Place,
  changes: Changes<N>,
): Args<`${N}.update`> {
  const place =
    entity === 'settings'
      ? { userId: spaceId }
      : { walletId: spaceId, ...(entity !== 'wallet' && { id }) }
  return { ...place, changes } as unknown as Args<`${N}.update`>
}
