/** Short texts by key, kept beside the replica. None of it throws: a browser may refuse to keep anything. */
export type KeptValues = {
  /** Whether the browser keeps such texts at all. */
  isThere: () => boolean
  /** The text of a key; null where there is none. */
  read: (key: string) => string | null
  /** Keeps the text of a key; answers whether the browser did. */
  keep: (key: string, text: string) => boolean
  forget: (key: string) => void
  /** Forgets all texts but those of some keys. */
  forgetAll: (but?: readonly string[]) => void
}

/** What stays on this device until it is signed out. */
export const onDevice = keptIn(() => localStorage)

/** What goes with the tab. */
export const inTab = keptIn(() => sessionStorage)

// Where site data is blocked, asking for the place throws already; in some windows inside of apps there is none.
function keptIn(place: () => Storage): KeptValues {
  const tried = <T>(work: (values: Storage) => T): T | undefined => {
    try {
      return work(place())
    } catch {
      return undefined
    }
  }
  return {
    isThere: () => tried((values) => values.length) !== undefined,
    read: (key) => tried((values) => values.getItem(key)) ?? null,
    keep: (key, text) => tried((values) => values.setItem(key, text) ?? true) ?? false,
    forget: (key) => tried((values) => values.removeItem(key)),
    forgetAll: (but = []) =>
      tried((values) => {
        const keys = Array.from({ length: values.length }, (_, at) => values.key(at) ?? '')
        for (const key of keys) if (!but.includes(key)) values.removeItem(key)
      }),
  }
}
