import { canonicalLocale } from '@/lib/core/locale'
import type { Row } from '../entities'

/** How the app can look: like the system around it, or always the same. */
export const themes = ['system', 'light', 'dark'] as const

/** The last day on which a month can begin; a shorter one begins on its own last day. */
export const lastMonthStart = 31

/** How a person wants things shown until they say otherwise; null is as their device has it. */
export const firstPreferences = {
  locale: null,
  firstWeekday: null,
  monthStartsOn: 1,
  theme: 'system',
} as const

/** How a person wants things shown. */
export type Preferences = Pick<Row<'settings'>, keyof typeof firstPreferences>

/**
 * The preferences in a row of settings, also in one that came before there were any. What another version or a strange
 * hand wrote and nobody can show is as if nothing was chosen.
 */
export function preferencesOf(row: Partial<Preferences> | undefined): Preferences {
  const { locale, firstWeekday, monthStartsOn, theme } = row ?? {}
  return {
    locale: (typeof locale === 'string' && canonicalLocale(locale)) || firstPreferences.locale,
    firstWeekday: wholeUpTo(7, firstWeekday) ?? firstPreferences.firstWeekday,
    monthStartsOn: wholeUpTo(lastMonthStart, monthStartsOn) ?? firstPreferences.monthStartsOn,
    theme: themes.find((one) => one === theme) ?? firstPreferences.theme,
  }
}

function wholeUpTo(most: number, value: unknown): number | undefined {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most
    ? Number(value)
    : undefined
}
