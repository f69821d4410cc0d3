/** The calendar date of an instant in a time zone; in UTC where the runtime does not know it, as one that another one wrote. */
export function dateIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: canonicalTimeZone(timeZone) ?? 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)
}

/**
 * The one way to write the name of a time zone: "Europe/Berlin" for "europe/berlin"; undefined for what the runtime does
 * not know. An older name of a zone stays what it is.
 */
export function canonicalTimeZone(name: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name
  } catch {
    return undefined
  }
}

/** Whether the runtime knows a time zone name such as "Europe/Berlin". */
export function isTimeZone(name: string): boolean {
  return canonicalTimeZone(name) !== undefined
}
