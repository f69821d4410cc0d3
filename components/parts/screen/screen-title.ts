/** The id of the name of the screen, which can take the focus. */
export const screenTitleId = 'screen-title'
