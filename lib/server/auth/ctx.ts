import 'server-only'
import type { SpaceKind } from '@/lib/domain/entity-names'
import type { Role } from '@/lib/domain/members/schema'

declare const made: unique symbol

/** What a caller may do in one space. */
export type Membership = {
  role: Role
  kind: SpaceKind
  /** The wallet's currency; null for a private space. */
  currency: string | null
}

/** Through which door a change came; kept in the revisions. */
export type Via = 'rest' | 'form' | 'sync' | 'system'

/**
 * Who is asking, and for which spaces: the proof that access was checked. Only lib/server/auth makes one, and
 * everything that reads or writes a user's data takes one.
 */
export type Ctx = {
  readonly [made]: true
  readonly userId: string
  /** The session behind it; null where the system itself acts for a user. */
  readonly sessionId: string | null
  readonly via: Via
  /** What its person knows the session by ("Firefox on Windows"); null where there is none. */
  readonly label: string | null
  /** The caller's live spaces at the time of asking, by id; deleted wallets are not in it. */
  readonly spaces: ReadonlyMap<string, Membership>
  readonly defaultWalletId: string | null
  readonly timeZone: string
}

/** Makes a Ctx; only for the files of lib/server/auth. */
export function makeCtx(parts: Omit<Ctx, typeof made>): Ctx {
  return parts as Ctx
}
