import 'server-only'

/** The locale a visitor's browser asks for first, of those the runtime knows; "en" where it says none. */
export function localeOf(headers: Pick<Headers, 'get'>): string {
  const asked = (headers.get('accept-language') ?? '').split(',', 20)
  for (const part of asked) {
    const tag = part.split(';')[0]?.trim() ?? ''
    if (isKnown(tag)) return tag
  }
  return 'en'
}

function isKnown(tag: string): boolean {
  try {
    return tag.length <= 35 && Intl.NumberFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}
