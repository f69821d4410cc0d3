/** Types that stay as Postgres writes them, so that a date is a date whichever bundle reads it: Drizzle's own list. */
export const textTypes = [1082, 1083, 1114, 1184, 1115, 1182, 1185, 1231]
