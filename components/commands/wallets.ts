import { changeOf } from '@/lib/client/mutate'
import { readyCategories } from '@/lib/domain/categories/ready'
import type { Row } from '@/lib/domain/entities'
import type { Command } from './perform'

/** Writes a wallet in another currency. */
export function relabelWallet(
  { id: walletId, name, currency }: Row<'wallet'>,
  to: string,
): Command {
  const relabel = (from: string, to: string) =>
    changeOf('wallet.relabel', { walletId, from, to }, `Write ${name} in ${to} instead of ${from}`)
  return {
    steps: [{ change: relabel(currency, to), back: [relabel(to, currency)] }],
    said: `Changed the currency of ${name} to ${to}`,
  }
}

/** Makes a wallet of this id beside one that keeps its currency. */
export function makeWalletBeside(
  { name: beside }: Row<'wallet'>,
  walletId: string,
  currency: string,
): Command {
  const name = `${beside.slice(0, 50)} ${currency}`
  const fields = { name, currency, formerly: [] }
  const categories = readyCategories(walletId)
  const made = { walletId, fields, categories }
  const change = changeOf('wallet.create', made, `Make the wallet ${name}`)
  const back = changeOf('wallet.delete', { walletId, seen: fields }, `Delete the wallet ${name}`)
  return { steps: [{ change, back: [back] }], said: `Made the wallet ${name}` }
}
