import 'server-only'
import { and, eq } from 'drizzle-orm'
import { database } from '@/db/client'
import { settings } from '@/db/schema/settings'
import type { Fields } from '@/lib/domain/entities'
import { type Preferences, preferencesOf } from '@/lib/domain/settings/rules'
import type { Ctx } from '../auth/ctx'

/** The caller's settings; a default wallet that is not theirs any more is none. */
export async function readSettings(ctx: Ctx): Promise<Fields<'settings'>> {
  const { locale, firstWeekday, monthStartsOn, theme, timeZoneChosen } = settings
  const [row] = await database()
    .select({ locale, firstWeekday, monthStartsOn, theme, timeZoneChosen })
    .from(settings)
    .where(and(eq(settings.spaceId, ctx.userId), eq(settings.id, ctx.userId)))
  const { defaultWalletId, timeZone } = ctx
  const chosen = { timeZone, timeZoneChosen: row?.timeZoneChosen ?? false }
  return { defaultWalletId, ...chosen, ...preferencesOf(row as Preferences | undefined) }
}
