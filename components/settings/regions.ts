import { moneyFormat } from '@/lib/core/money'

/** The regions to choose from: where many people write amounts and dates in one way. */
const regions =
  'ar-EG ar-SA bg-BG bn-BD bn-IN cs-CZ da-DK de-AT de-CH de-DE el-GR en-AU en-CA en-GB en-IE en-IN en-NZ en-SG en-US en-ZA es-AR es-CL es-CO es-ES es-MX es-US et-EE fa-IR fi-FI fil-PH fr-BE fr-CA fr-CH fr-FR he-IL hi-IN hr-HR hu-HU id-ID it-CH it-IT ja-JP ko-KR lt-LT lv-LV ms-MY nb-NO ne-NP nl-BE nl-NL pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sl-SI sr-RS sv-FI sv-SE sw-KE ta-IN th-TH tr-TR uk-UA ur-PK vi-VN zh-CN zh-HK zh-TW'

/** A locale in English words: "German (Austria)". */
export function regionName(locale: string): string {
  try {
    const names = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' })
    return names.of(locale) ?? locale
  } catch {
    return locale
  }
}

/** The regions with their names, in the order of these; `current` is among them, whichever it is. */
export function regionOptions(current: string | null): { value: string; label: string }[] {
  const all = new Set(regions.split(' '))
  if (current) all.add(current)
  return [...all]
    .map((value) => ({ value, label: regionName(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'))
}

/** An amount as it looks in a region. */
export function sampleAmount(currency: string, locale: string): string {
  return moneyFormat(currency, locale).format(1234.5)
}

/** The days of the week, 1 (Monday) to 7 (Sunday). */
export const weekdays = [
  ...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
].map((label, index) => ({ value: String(index + 1), label }))

/** A day of the month in words: "25th". */
export function ordinal(day: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd' } as Partial<Record<Intl.LDMLPluralRule, string>>
  return `${day}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(day)] ?? 'th'}`
}
