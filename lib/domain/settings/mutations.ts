import * as z from 'zod/mini'
import { AppError } from '@/lib/core/errors'
import { isTimeZone } from '@/lib/core/time-zones'
import type { Changes, Row } from '../entities'
import { idField } from '../fields'
import { mutation } from '../mutation'
import { refused } from '../reasons'
import { preferencesOf } from './rules'
import { settings, wholeField } from './schema'

/** Makes a new user's private space with its settings, once. */
export const createSettings = mutation({
  input: z.strictObject({ userId: idField, fields: settings.fields }),
  spaces: (args) => [args.userId],
  role: 'owner',
  makesSpace: 'user',
  async run(tx, { userId, fields }, author) {
    if (userId !== author.userId) throw new AppError('forbidden')
    await tx.create('settings', { spaceId: userId, id: userId }, fields)
    await tx.create('member', { spaceId: userId, id: userId }, { role: 'owner' })
  },
})

/**
 * Changes some of a user's settings; the default wallet is one of their own. The time zone that a device reports by itself takes the place of one that was reported,
 * never of one that the person chose.
 */
export const updateSettings = mutation({
  input: z.strictObject({ userId: idField, changes: settings.changes }),
  spaces: (args) => [args.userId],
  role: 'owner',
  async run(tx, { userId, changes }, author) {
    const chosen = changes.defaultWallet?.to.defaultWalletId
    if (chosen && !(await author.wallets()).includes(chosen)) {
      throw refused('wallet_foreign', {}, 'defaultWalletId')
    }
    const key = { spaceId: userId, id: userId }
    const { timeZone, ...others } = changes
    const zone = timeZone && zoneChange(timeZone, await tx.get('settings', key))
    const wanted = { ...others, ...(zone && { timeZone: zone }) }
    if (Object.keys(wanted).length > 0) await tx.update('settings', key, wanted)
  },
})

/**
 * Notes the first day of the week where a device is at home, which counts until somebody says otherwise: what stands there
 * already, chosen or reported by another device, no report replaces.
 */
export const reportSettings = mutation({
  input: z.strictObject({ userId: idField, firstWeekday: wholeField(1, 7) }),
  spaces: (args) => [args.userId],
  role: 'owner',
  async run(tx, { userId, firstWeekday }) {
    const key = { spaceId: userId, id: userId }
    const now = await tx.get('settings', key)
    if (!now || preferencesOf(now).firstWeekday !== null) return
    const from = { firstWeekday: now.firstWeekday }
    await tx.update('settings', key, { firstWeekday: { from, to: { firstWeekday } } })
  },
})

type ZoneChange = NonNullable<Changes<'settings'>['timeZone']>

/** What becomes of a change of the time zone; undefined where nothing does. */
function zoneChange(change: ZoneChange, now: Row<'settings'> | undefined): ZoneChange | undefined {
  const { from, to } = change
  const wanted = to.timeZone ?? now?.timeZone ?? ''
  const isKnown = isTimeZone(wanted)
  if (to.timeZoneChosen && !isKnown) {
    throw refused('zone_unknown', {}, 'timeZone')
  }
  if (to.timeZoneChosen || from.timeZoneChosen) return change
  if (!isKnown || !now || now.timeZoneChosen) return undefined
  // Whatever was reported meanwhile is no value that anybody would want back.
  const { timeZone, timeZoneChosen = false } = now
  return {
    from: { timeZone, timeZoneChosen },
    to: { timeZone: wanted, timeZoneChosen: false },
  }
}
