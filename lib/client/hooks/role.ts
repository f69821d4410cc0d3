'use client'

import type { Role } from '@/lib/domain/members/schema'
import { allows } from '../role'
import { useLive } from './live'

/** Whether this person may do in a wallet what a role may; undefined until it is known. */
export function useMay(needed: Role, walletId: string | undefined): boolean | undefined {
  const key = walletId && `${needed} ${walletId}`
  return useLive(key, ['member', 'meta'], async (replica) => {
    const { account } = await replica.meta()
    const own = await replica.store.get('member', [walletId ?? '', account?.id ?? ''])
    return allows(own, needed)
  })
}
