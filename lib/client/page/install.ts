import { installOffer } from '@/lib/core/first-script'

/** Of browsers that let a page ask whether it shall be installed. */
type InstallPrompt = Event & { prompt: () => Promise<{ outcome: 'accepted' | 'dismissed' }> }

/** Whether the app can be installed from here: at a press, from the browser's own menu, or not, or it is already. */
export type InstallWay = 'press' | 'android' | 'ios' | 'none'

type Listener = () => void

const listeners = new Set<Listener>()
/** Where `firstScript` leaves an offer. */
const place = globalThis as { [installOffer]?: InstallPrompt }
let installed = false
let watching = false

/** Follows the browser's offers to install the app, which `firstScript` holds back from the first moment. */
export function watchInstall(): void {
  if (watching) return
  watching = true
  addEventListener('beforeinstallprompt', tell)
  addEventListener('appinstalled', () => {
    installed = true
    tell()
  })
}

/** How the app can be installed from here. */
export function installWay(): InstallWay {
  if (installed || isInstalledWindow() || !window.isSecureContext) return 'none'
  if (place[installOffer]) return 'press'
  const { userAgent, maxTouchPoints } = navigator
  if (/Android/.test(userAgent)) return 'android'
  // An iPad says that it is a Mac, but Macs have no touch screen.
  const ios = /iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
  return ios ? 'ios' : 'none'
}

/** Calls `listener` when the way may have changed, until the answer is called. */
export function onInstallWay(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Lets the browser ask whether to install the app; it answers such a question once per offer. */
export async function askToInstall(): Promise<void> {
  const asked = place[installOffer]
  delete place[installOffer]
  await asked?.prompt()
  tell()
}

function isInstalledWindow(): boolean {
  const { standalone } = navigator as { standalone?: boolean }
  return standalone === true || !window.matchMedia('(display-mode: browser)').matches
}

function tell(): void {
  for (const listener of [...listeners]) listener()
}
