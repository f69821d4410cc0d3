import { said } from '@/components/parts/act/said'
import { undo } from '@/components/parts/act/undoing'
import { showToast } from '@/components/ui/toast/toast-store'
import { mutate } from '@/lib/client/mutate'
import { newId } from '@/lib/core/ids'
import { readyCategories } from '@/lib/domain/categories/ready'
import type { Row } from '@/lib/domain/entities'

/** Writes a wallet in another currency, with a way back; where that fails it is said, and the answer is false. */
export async function relabelWallet(wallet: Row<'wallet'>, to: string): Promise<boolean> {
  const { id: walletId, name, currency } = wallet
  const relabel = (from: string, to: string) =>
    mutate('wallet.relabel', { walletId, from, to }, `Write ${name} in ${to} instead of ${from}`)
  return said(async () => {
    await relabel(currency, to)
    showToast(
      `Changed the currency of ${name} to ${to}`,
      undo(() => relabel(to, currency)),
    )
  })
}

/** Makes a wallet beside one that keeps its currency; answers its id, undefined where that fails, which is said. */
export async function makeWalletIn(
  { name: beside }: Row<'wallet'>,
  currency: string,
): Promise<string | undefined> {
  const walletId = newId()
  const name = `${beside.slice(0, 50)} ${currency}`
  const fields = { name, currency, formerly: [] }
  const categories = readyCategories(walletId)
  const made = await said(async () => {
    await mutate('wallet.create', { walletId, fields, categories }, `Make the wallet ${name}`)
    showToast(
      `Made the wallet ${name}`,
      undo(() => mutate('wallet.delete', { walletId, seen: fields }, `Delete the wallet ${name}`)),
    )
  })
  return made ? walletId : undefined
}
