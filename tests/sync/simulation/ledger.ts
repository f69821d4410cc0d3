/** What people typed as amounts, kept outside of everything that is tested. */
export class Ledger {
  readonly #typed = new Map<string, Set<number>>()
  readonly #given = new Map<string, Set<number>>()

  /**
   * Somebody typed an amount for an expense, in the place of one that they saw; the same again is no change. Where it is
   * `passed`, somebody else has left the same amount behind already.
   */
  typed(id: string, amount: number, seen?: number, passed = false): void {
    if (amount === seen) return
    add(this.#typed, id, amount)
    if (!passed) this.#given.get(id)?.delete(amount)
    if (seen !== undefined) add(this.#given, id, seen)
  }

  /** Nobody is to blame if this one is lost. */
  forgive(id: string, amount: number): void {
    add(this.#given, id, amount)
  }

  /** Forgives everything of an expense that is not among what is still known of it. */
  forgiveAllBut(known: ReadonlyMap<string, ReadonlySet<number>>): void {
    for (const [id, amounts] of this.#typed) {
      for (const amount of amounts) if (!known.get(id)?.has(amount)) this.forgive(id, amount)
    }
  }

  /** The amounts of an expense that nobody gave up knowingly: each must stand or be in question. */
  standing(id: string): number[] {
    return [...(this.#typed.get(id) ?? [])].filter((amount) => !this.#given.get(id)?.has(amount))
  }
}

function add(to: Map<string, Set<number>>, id: string, amount: number): void {
  const known = to.get(id) ?? new Set()
  known.add(amount)
  to.set(id, known)
}
