import { knownLocale } from '@/lib/core/locale'
import { paperColors, preferencesKey, themeMetaId } from '@/lib/core/theme'
import { type Preferences, preferencesOf } from '@/lib/domain/settings/rules'
import { onDevice } from './kept-values'

const first = preferencesOf(undefined)
const listeners = new Set<() => void>()
let known: { text: string | null; preferences: Preferences } = { text: null, preferences: first }

/** How this browser's person wants things shown, at once: it is kept beside the replica, which takes a moment to read. */
export function preferences(): Preferences {
  const text = onDevice.read(preferencesKey)
  if (text !== known.text) known = { text, preferences: read(text) }
  return known.preferences
}

/** How things are shown where nothing was chosen, and in the server's HTML. */
export function firstPreferences(): Preferences {
  return first
}

/** Calls back at every change, also by another tab, until the answer is called. */
export function onPreferences(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

/** Notes what the settings say now, and shows it. */
export function notePreferences(wanted: Preferences): void {
  const text = JSON.stringify(wanted)
  const isFirst = text === JSON.stringify(first)
  if (isFirst) onDevice.forget(preferencesKey)
  else if (text !== onDevice.read(preferencesKey)) onDevice.keep(preferencesKey, text)
  showTheme(wanted.theme)
  for (const listener of [...listeners]) listener()
}

/** Shows the theme that was chosen here, as `themeScript` does before the first paint. */
export function showTheme(theme = preferences().theme): void {
  const color = theme === 'system' ? undefined : paperColors[theme]
  document.getElementById(themeMetaId)?.remove()
  if (color === undefined) {
    delete document.documentElement.dataset.theme
    return
  }
  document.documentElement.dataset.theme = theme
  const meta = document.createElement('meta')
  // In capitals, as in `themeScript`.
  Object.assign(meta, { id: themeMetaId, name: 'theme-color', content: color.toUpperCase() })
  // The first one that fits counts: this one fits always.
  document.head.prepend(meta)
}

function read(text: string | null): Preferences {
  try {
    const kept = preferencesOf(JSON.parse(text ?? 'null') ?? undefined)
    // Another device may have chosen one that this browser does not have.
    return { ...kept, locale: knownLocale([kept.locale]) ?? null }
  } catch {
    return first
  }
}
