/**
 * The name that every entity of a space has in revisions and on the wire, in the order in which their rows can be written:
 * each refers only to those before it. Apart from the schemas, which no first paint waits for.
 */
export const entityNames = [
  'wallet',
  'member',
  'settings',
  'category',
  'expense',
  'budget',
  'limit',
  'conflict',
] as const

export type EntityName = (typeof entityNames)[number]

/** A wallet, or a user's own private space. */
export type SpaceKind = 'wallet' | 'user'
