/** The longest name of a locale that is taken. */
export const longestLocale = 35

/** The one way to write the name of a locale (BCP 47): "de-AT" for "DE-at"; undefined for what is no such name. */
export function canonicalLocale(name: string): string | undefined {
  if (name.length > longestLocale) return undefined
  try {
    return Intl.getCanonicalLocales(name)[0]
  } catch {
    return undefined
  }
}

/**
 * The first of some names of locales that the runtime has data for, written in the one way; undefined where it has none.
 * Names as environments give them ("en_US.UTF-8", "en-US@posix") are read as what they mean; what is no text is passed over.
 */
export function knownLocale(names: readonly unknown[]): string | undefined {
  for (const name of names) {
    if (typeof name !== 'string') continue
    const locale = canonicalLocale(
      name
        .trim()
        .replace(/[.@].*/, '')
        .replaceAll('_', '-'),
    )
    if (locale && Intl.NumberFormat.supportedLocalesOf(locale).length > 0) return locale
  }
  return undefined
}
