import { useState } from 'react'

/**
 * A value, and while there is none the last one that there was: what is shown stays until the next can be. Under another
 * `key` there was none.
 */
export function useLast<T>(value: T | undefined, key: string): T | undefined {
  const [last, setLast] = useState({ key, value })
  const isKnown = value !== undefined && value !== last.value
  if (isKnown || last.key !== key) setLast({ key, value })
  return value ?? (last.key === key ? last.value : undefined)
}
