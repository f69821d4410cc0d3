import type { Row } from '../entities'
import { firstPreferences } from './schema'

/** How a person wants things shown. */
export type Preferences = Pick<Row<'settings'>, keyof typeof firstPreferences>

/** The preferences in a row of settings, also in one that came before there were any. */
export function preferencesOf(row: Partial<Preferences> | undefined): Preferences {
  return {
    locale: row?.locale ?? firstPreferences.locale,
    firstWeekday: row?.firstWeekday ?? firstPreferences.firstWeekday,
    monthStartsOn: row?.monthStartsOn ?? firstPreferences.monthStartsOn,
    theme: row?.theme ?? firstPreferences.theme,
  }
}
