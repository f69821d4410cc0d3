import type { Row } from '../entities'

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
