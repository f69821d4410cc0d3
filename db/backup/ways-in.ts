import type { Session } from './session'

/** How many links that work once, and how many sessions, a restore has ended. */
export type Ended = { links: number; sessions: number }

/** The sessions that were ended on purpose, as far as the database knows. */
export async function readSignedOut({ ask }: Session): Promise<string[]> {
  const [{ there } = { there: false }] = await ask<{ there: boolean }>(
    `select to_regclass('public.sessions') is not null as there`,
  )
  if (!there) return []
  const rows = await ask<{ id: string }>(
    'select id::text from sessions where revoked_at is not null',
  )
  return rows.map(({ id }) => id)
}

/**
 * Ends what a copy would let in again: links that were used since, and sessions, unless they are to be kept. Who was
 * signed out before the restore stays so, and is told that; of all others nobody ended theirs, so their sessions are
 * unknown from now on, for which a device asks to sign in again and keeps what it holds.
 */
export async function endWaysIn(
  { ask, run }: Session,
  signedOut: readonly string[],
  keepSessions: boolean,
): Promise<Ended> {
  const links = await ask('delete from one_time_links returning 1 as ended')
  if (signedOut.length > 0) {
    const ids = signedOut.map((id) => `'${id}'`).join(', ')
    await run(`update sessions set revoked_at = now() where revoked_at is null and id in (${ids})`)
  }
  const sessions = keepSessions
    ? []
    : await ask('delete from sessions where revoked_at is null returning 1 as ended')
  return { links: links.length, sessions: sessions.length }
}
