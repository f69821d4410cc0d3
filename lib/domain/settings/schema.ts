import * as z from 'zod/mini'
import { entity } from '../entity'
import { idField, timeZoneField } from '../fields'

/** A user's own preferences: the one row of their private space, whose id is the user's. */
export const settings = entity({
  defaultWallet: z.strictObject({ defaultWalletId: z.nullable(idField) }),
  timeZone: z.strictObject({ timeZone: timeZoneField }),
})
