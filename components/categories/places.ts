/**
 * After which one something comes when it is moved by one place, up (-1) or down (1): null where it is first then,
 * undefined where it cannot be moved that way. Pure.
 */
export function afterOf(ids: readonly string[], id: string, by: -1 | 1): string | null | undefined {
  const at = ids.indexOf(id)
  if (at < 0 || at + by < 0 || at + by >= ids.length) return undefined
  return by === 1 ? ids[at + 1] : (ids[at - 2] ?? null)
}
