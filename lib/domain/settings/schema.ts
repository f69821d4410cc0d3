import * as z from 'zod/mini'
import { entity } from '../entity'
import { idField, localeField, timeZoneField } from '../fields'

/** How the app can look: like the system around it, or always the same. */
export const themes = ['system', 'light', 'dark'] as const

/** The last day on which a month can begin: each month has it. */
export const lastMonthStart = 28

/** How a person wants things shown until they say otherwise; null is as their device has it. */
export const firstPreferences = {
  locale: null,
  firstWeekday: null,
  monthStartsOn: 1,
  theme: 'system',
} as const

/** A user's own preferences: the one row of their private space, whose id is the user's. */
export const settings = entity(
  {
    defaultWallet: z.strictObject({ defaultWalletId: z.nullable(idField) }),
    timeZone: z.strictObject({ timeZone: timeZoneField }),
    locale: z.strictObject({ locale: z.nullable(localeField) }),
    firstWeekday: z.strictObject({ firstWeekday: z.nullable(wholeField(1, 7)) }),
    monthStartsOn: z.strictObject({ monthStartsOn: wholeField(1, lastMonthStart) }),
    theme: z.strictObject({ theme: z.enum(themes) }),
  },
  firstPreferences,
)

function wholeField(least: number, most: number) {
  return z.int(`must be a whole number from ${least} to ${most}`).check(z.gte(least), z.lte(most))
}
