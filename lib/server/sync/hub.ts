import 'server-only'

/** What was committed: the new rev of each space, whose doing it was, and which sessions ended. */
export type News = { revs: Record<string, number>; users: string[]; sessions: string[] }

/** Somebody who wants to hear news: an open event stream. */
export type Listener = {
  userId: string
  sessionId: string
  /** The spaces it was last known to be a member of. */
  spaces: ReadonlySet<string>
  /** Something happened that may concern it; `rev` of some spaces, or null where news may have been missed. */
  tell: (revs: Record<string, number> | null) => void
}

type Hub = { listeners: Set<Listener> }

const key = Symbol.for('trackthatmoney.live')

/** The listeners of this process; the same set in every bundle. */
export function listeners(): Set<Listener> {
  const shared = globalThis as { [key]?: Hub }
  shared[key] ??= { listeners: new Set() }
  return shared[key].listeners
}

/** Tells news to the listeners of this process whom they may concern; each looks up its membership before it passes on. */
export function deliver({ revs, users, sessions }: News): void {
  for (const listener of listeners()) {
    const concerns =
      users.includes(listener.userId) ||
      sessions.includes(listener.sessionId) ||
      Object.keys(revs).some((space) => listener.spaces.has(space))
    if (concerns) listener.tell(revs)
  }
}
