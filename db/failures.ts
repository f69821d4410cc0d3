/** The SQLSTATE (or driver code) of a failed query, found through the errors that wrap it; undefined for any other error. */
export function failureCode(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown }
    if (typeof code === 'string') return code
  }
  return undefined
}

/** The constraint that a failed query ran into; undefined where none is named. */
export function failedConstraint(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const named = at as { constraint_name?: unknown; constraint?: unknown }
    const name = named.constraint_name ?? named.constraint
    if (typeof name === 'string') return name
  }
  return undefined
}
