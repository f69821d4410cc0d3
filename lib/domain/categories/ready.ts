import { derivedId } from '@/lib/core/derived-ids'
import type { CategoryColor, CategoryIcon } from './palette'

const ready: readonly [name: string, icon: CategoryIcon, color: CategoryColor][] = [
  ['Groceries', 'shopping-basket', 'green'],
  ['Dining', 'utensils', 'orange'],
  ['Transport', 'bus', 'blue'],
  ['Home', 'house', 'amber'],
  ['Bills', 'receipt-text', 'indigo'],
  ['Shopping', 'shopping-bag', 'pink'],
  ['Entertainment', 'ticket', 'violet'],
  ['Health', 'heart-pulse', 'red'],
  ['Travel', 'plane', 'cyan'],
  ['Other', 'circle-ellipsis', 'slate'],
]

/** The ten categories that a new wallet starts with, in their order, with ids derived from the wallet's. */
export function readyCategories(walletId: string) {
  return ready.map(([name, icon, color], position) => ({
    id: derivedId(walletId, `category:${name}`),
    fields: { name, icon, color, position, archived: false, mergedInto: null },
  }))
}
