import { themeScript } from './theme'
import { fileLost } from './worker-messages'

/** Where the browser's offer to install the app waits, on `window`, until somebody asks for it. */
export const installOffer = 'ttmInstallOffer'

/**
 * What runs before anything else of a page, as its one inline script: it sets the theme, holds back the browser's own
 * banner, which may come before any other script does, and loads anew where the worker says that a file of this version
 * is lost: without it, the rest may never run.
 */
export const firstScript = [
  themeScript,
  `addEventListener('beforeinstallprompt',function(e){e.preventDefault();window.${installOffer}=e})`,
  `navigator.serviceWorker&&navigator.serviceWorker.addEventListener('message',function(e){e.data==='${fileLost}'&&location.reload()})`,
].join(';')
