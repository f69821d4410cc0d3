import type { Row } from '../entities'
import type { Tx } from '../mutation'

/** Settings that a device brings back: they name a wallet only where their person is in it. */
export async function fitSettings(
  tx: Tx,
  row: Row<'settings'>,
  present: Row<'settings'> | undefined,
): Promise<Row<'settings'>> {
  const { id, defaultWalletId } = row
  const own = defaultWalletId && (await tx.get('member', { spaceId: defaultWalletId, id }))
  if (defaultWalletId === null || (own && !own.deletedAt)) return row
  return { ...row, defaultWalletId: present?.defaultWalletId ?? null }
}
