/** The most characters a note can have. */
export const longestNote = 500
