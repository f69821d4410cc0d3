const region = 'category-places'

/** Where it is read out to which place something went. */
export function PlaceNews() {
  return <p id={region} aria-live="polite" className="sr-only" />
}

/** Reads out where something is now, counted from 1. */
export function sayPlace(name: string, place: number, count: number): void {
  const element = document.getElementById(region)
  if (element) element.textContent = `${name} is number ${place} of ${count} now.`
}

/**
 * After which one something comes when it is moved by one place, up (-1) or down (1): null where it is first then,
 * undefined where it cannot be moved that way. Pure.
 */
export function afterOf(ids: readonly string[], id: string, by: -1 | 1): string | null | undefined {
  const at = ids.indexOf(id)
  if (at < 0 || at + by < 0 || at + by >= ids.length) return undefined
  return by === 1 ? ids[at + 1] : (ids[at - 2] ?? null)
}
