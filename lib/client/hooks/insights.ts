'use client'

import { readCells } from '@/lib/client/reads/cells'
import { query } from '@/lib/client/reads/queries'
import { renewCells } from '@/lib/client/reads/renewing'
import type { Cell } from '@/lib/domain/summaries/cells'
import { useLive } from './live'

const cells = query(
  'cells',
  (walletId: string, from: string, to: string) => [['expense', walletId, from, to]],
  async (replica, walletId, from, to) => ({
    walletId,
    cells: await readCells(replica, walletId, { from, to }),
  }),
  {
    renew: ({ cells }, written, walletId, from, to) => ({
      walletId,
      cells: renewCells(cells, written, { walletId, from, to }),
    }),
  },
)

/** What a wallet's expenses of some days sum to per day and category; the former answer stays until the next one comes. */
export function useCells(
  walletId: string | undefined,
  from: string | undefined,
  to: string | undefined,
): readonly Cell[] | undefined {
  const read = useLive(cells, walletId && from && to ? [walletId, from, to] : undefined, {
    keep: true,
  })
  return read?.walletId === walletId ? read?.cells : undefined
}
