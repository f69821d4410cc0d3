import type { Mutation } from './mutation'
import { mutations } from './mutations'

/** A change as it waits: its name may be of another version. */
type Waiting = { id: string; name: string; args: unknown }

const ids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/**
 * The spaces in which a change could not be made yet. Whatever is about one of them waits, because it may build on that
 * change, and with it all that its own other spaces hold; what is about none of them goes on.
 */
export class HeldSpaces {
  readonly #held = new Set<string>()

  get size(): number {
    return this.#held.size
  }

  /** Holds a change and its spaces. */
  hold(change: Waiting): void {
    this.#held.add(change.id)
    for (const id of spacesOf(change)) this.#held.add(id)
  }

  /** Whether a change has to wait; its own spaces are held with it then. */
  holds(change: Waiting): boolean {
    if (this.#held.size === 0) return false
    // Also what only names a wallet, as the settings do, may need it to be there.
    if (![change.id, ...idsIn(change.args)].some((id) => this.#held.has(id))) return false
    this.hold(change)
    return true
  }

  clear(): void {
    this.#held.clear()
  }
}

function spacesOf({ name, args }: Waiting): string[] {
  try {
    const { spaces } = mutations[name as keyof typeof mutations] as unknown as Mutation<unknown>
    return spaces(args).map((id) => id.toLowerCase())
  } catch {
    // Nobody here knows what it is: any of its ids may be a space.
    return idsIn(args)
  }
}

function idsIn(args: unknown): string[] {
  try {
    return (JSON.stringify(args) ?? '').toLowerCase().match(ids) ?? []
  } catch {
    // Too deep to be written down: it is refused by itself, and stops nothing else.
    return []
  }
}
