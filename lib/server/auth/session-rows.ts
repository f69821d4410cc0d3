import 'server-only'
import { randomUUID } from 'node:crypto'
import type { PGlite } from '@electric-sql/pglite'
import type { Sql } from 'postgres'
import { openedDatabase } from '@/db/client'
import { isId } from '@/lib/core/ids'
import type { Role } from '@/lib/domain/members/schema'

/** A live session with its user's settings, once per space that the user is a member of. */
export type SessionRow = {
  defaultWalletId: string | null
  timeZone: string | null
  /** What its person knows the session by. */
  label: string | null
  spaceId: string | null
  role: Role | null
  /** The currency of a live wallet; null for the private space, and for a wallet that was deleted. */
  currency: string | null
  /** Whether it is time to note that the session is in use. */
  unseen: boolean
}

// By hand and not by Drizzle: every request runs it, and the embedded database spends three quarters of its time on
// planning unless the plan is kept.
const statement = `
  select st.default_wallet_id as "defaultWalletId", st.time_zone as "timeZone",
    s.label, m.space_id as "spaceId", m.role, w.currency,
    s.kind = 'cookie' and s.seen_at < now() - interval '1 hour' as unseen
  from sessions s
  left join settings st on st.space_id = s.user_id and st.id = s.user_id
  left join members m on m.id = s.user_id and m.deleted_at is null
  left join wallets w on w.space_id = m.space_id and w.id = m.space_id and w.deleted_at is null
  where s.id = $1 and s.user_id = $2 and s.revoked_at is null and s.expires_at > now()
    and s.created_at > now() - interval '365 days'`

/** The rows of a session; none where it is revoked, over, unknown or another user's. One prepared statement. */
export async function sessionRows(sessionId: string, userId: string): Promise<SessionRow[]> {
  const { kind, client } = openedDatabase()
  if (kind === 'postgres') {
    return (client as Sql).unsafe<SessionRow[]>(statement, [sessionId, userId], { prepare: true })
  }
  return keptPlan(client as PGlite, sessionId, userId)
}

const prepared = new WeakMap<PGlite, Promise<string>>()

// EXECUTE takes no parameters from outside, so the ids stand in its text: only ids can.
async function keptPlan(client: PGlite, sessionId: string, userId: string): Promise<SessionRow[]> {
  if (!isId(sessionId) || !isId(userId)) return []
  const name = await (prepared.get(client) ?? prepare(client))
  const { rows } = await client.query<SessionRow>(`execute "${name}" ('${sessionId}', '${userId}')`)
  return rows
}

// A name of its own: every bundle of the process may hold a copy of this module.
function prepare(client: PGlite): Promise<string> {
  const name = `session_rows_${randomUUID()}`
  const done = client.exec(`prepare "${name}" (uuid, uuid) as ${statement}`).then(() => name)
  prepared.set(client, done)
  done.catch(() => prepared.delete(client))
  return done
}
