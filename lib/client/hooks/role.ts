'use client'

import { query } from '@/lib/client/reads/queries'
import { allows } from '@/lib/client/reads/role'
import type { Role } from '@/lib/domain/members/schema'
import { useLive } from './live'

const may = query(
  'may',
  (_needed: Role, walletId: string) => [
    ['member', walletId],
    ['meta', 'account'],
  ],
  async (replica, needed, walletId) => {
    const { account } = await replica.meta()
    const own = await replica.store.get('member', [walletId, account?.id ?? ''])
    return allows(own, needed)
  },
)

/** Whether this person may do in a wallet what a role may; undefined until it is known. */
export function useMay(needed: Role, walletId: string | undefined): boolean | undefined {
  return useLive(may, walletId ? [needed, walletId] : undefined)
}
