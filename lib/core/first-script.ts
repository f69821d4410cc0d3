import { themeScript } from './theme'

/** Where the browser's offer to install the app waits, on `window`, until somebody asks for it. */
export const installOffer = 'ttmInstallOffer'

/**
 * What runs before anything else of a page, as its one inline script: it sets the theme, and holds back the browser's own
 * banner, which may come before any other script does.
 */
export const firstScript = `${themeScript};addEventListener('beforeinstallprompt',function(e){e.preventDefault();window.${installOffer}=e})`
