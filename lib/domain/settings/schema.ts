import * as z from 'zod/mini'
import { type Entity, entity } from '../entity'
import { idField, localeField } from '../fields'
import { byField, whole } from '../unit'
import { fitSettings } from './guard'
import { firstPreferences, lastMonthStart, themes } from './rules'

// Devices may know zones that the server does not know yet: what is not known is refused or left out by `updateSettings`.
const zoneName = z.string().check(z.maxLength(64), z.minLength(1))

const units = {
  defaultWallet: byField({ defaultWalletId: z.nullable(idField) }),
  timeZone: whole({ timeZone: zoneName, timeZoneChosen: z.boolean() }),
  locale: byField({ locale: z.nullable(localeField) }),
  firstWeekday: byField({ firstWeekday: z.nullable(wholeField(1, 7)) }),
  monthStartsOn: byField({ monthStartsOn: wholeField(1, lastMonthStart) }),
  theme: byField({ theme: z.enum(themes) }),
}

/** A user's own preferences, in their private space, whose id is the user's. */
export const settings: Entity<typeof units> = entity({
  spaces: ['user'],
  units,
  writer: 'owner',
  single: true,
  lasting: true,
  later: { ...firstPreferences, timeZoneChosen: false },
  fit: fitSettings,
})

/** A whole number within two bounds. */
export function wholeField(least: number, most: number) {
  return z.int(`must be a whole number from ${least} to ${most}`).check(z.gte(least), z.lte(most))
}
