import * as z from 'zod/mini'
import { entity } from '../entity'
import { idField, localeField } from '../fields'
import { firstPreferences, lastMonthStart, themes } from './rules'

// Devices may know zones that the server does not know yet: what is not known is refused or left out by `updateSettings`.
const zoneName = z.string().check(z.maxLength(64), z.minLength(1))

/** A user's own preferences: the one row of their private space, whose id is the user's. */
export const settings = entity(
  {
    defaultWallet: z.strictObject({ defaultWalletId: z.nullable(idField) }),
    timeZone: z.strictObject({ timeZone: zoneName, timeZoneChosen: z.boolean() }),
    locale: z.strictObject({ locale: z.nullable(localeField) }),
    firstWeekday: z.strictObject({ firstWeekday: z.nullable(wholeField(1, 7)) }),
    monthStartsOn: z.strictObject({ monthStartsOn: wholeField(1, lastMonthStart) }),
    theme: z.strictObject({ theme: z.enum(themes) }),
  },
  { ...firstPreferences, timeZoneChosen: false },
)

function wholeField(least: number, most: number) {
  return z.int(`must be a whole number from ${least} to ${most}`).check(z.gte(least), z.lte(most))
}
