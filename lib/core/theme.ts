/** Where a browser keeps how its person wants things shown, in localStorage. */
export const preferencesKey = 'ttm-preferences'

/** The paper tokens in sRGB, for the bars around the page: a meta tag cannot read a custom property. */
export const paperColors = { light: '#fbfaf7', dark: '#0c110f' } as const

/** The id of the meta tag that stands for a chosen theme, before those for the system's. */
export const themeMetaId = 'chosen-theme'

/**
 * Runs in every page before anything of it is painted, and sets the theme that was chosen on this browser. It is a text
 * because the policy of pages names its hash: each build and the server must have it letter by letter. The colour is in
 * capitals, so that React does not take this meta tag for one of the page's own.
 */
export const themeScript = `try{var t=JSON.parse(localStorage.getItem('${preferencesKey}')).theme,c={light:'${paperColors.light}',dark:'${paperColors.dark}'}[t];if(c){document.documentElement.dataset.theme=t;var m=document.createElement('meta');m.id='${themeMetaId}';m.name='theme-color';m.content=c.toUpperCase();document.head.prepend(m)}}catch(e){}`
