/**
 * The app's own screens, in the order of the navigation: static pages that are filled from the device's copy. The
 * navigation leads only to these, and the service worker keeps them; a test holds the list against the build.
 */
export const appPages = [
  ...(['/', '/insights', '/add', '/budgets', '/inbox', '/settings'] as const),
  ...(['/settings/account', '/settings/devices', '/settings/preferences'] as const),
  ...(['/settings/categories', '/settings/trash'] as const),
] as const

export type AppPage = (typeof appPages)[number]

/** What the worker shows in place of a page that it cannot reach. */
export const offlinePage = '/offline'

/**
 * The way into the app through whatever stands before the server: no worker answers it, so that a gate can show its own
 * page, and what the server answers leads home.
 */
export const entryPath = '/enter'

/** The icons that every page names. */
export const pageIcons = ['/favicon.ico', '/icon.svg', '/apple-icon.png'] as const

/** What a browser looks at of an installed app each time that it opens: files of the public folder. */
export const installFiles = [
  '/manifest.webmanifest',
  ...['/icons/icon-192.png', '/icons/icon-512.png', '/icons/add-192.png'],
  ...['/icons/maskable-192.png', '/icons/maskable-512.png', '/icons/monochrome-512.png'],
] as const

/** The app's screen at a path, if there is one. */
export function appPageAt(path: string): AppPage | undefined {
  return appPages.find((page) => page === path)
}
