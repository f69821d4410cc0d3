import * as z from 'zod/mini'

/**
 * How two edits of one unit meet. `whole`: its fields hold together, so it is sent, compared and merged entire. `byField`:
 * only the fields that an edit names. `set`: what was added and what was taken out, so that nobody's is displaced.
 */
export type Merging = 'whole' | 'byField' | 'set'

/** What becomes of a value that another edit displaces: a person decides, or its author is told and can put it back. */
export type Weight = 'decide' | 'tell'

type Shape = z.ZodMiniObject['shape']

/** Some fields of an entity that are merged together. */
export type Unit<S extends Shape = Shape> = {
  shape: S
  values: z.ZodMiniObject<S>
  merging: Merging
  /** Undefined where nobody typed what is displaced. */
  displaced: Weight | undefined
  /** What people call it: "Amount". */
  called: string | undefined
}

type Traits = { displaced?: Weight; called?: string }

/** A unit whose fields hold together. */
export function whole<S extends Shape>(shape: S, traits: Traits = {}): Unit<S> {
  return unit('whole', shape, traits)
}

/** A unit of which each field stands for itself. */
export function byField<S extends Shape>(shape: S, traits: Traits = {}): Unit<S> {
  return unit('byField', shape, traits)
}

/** A unit of lists, each of values of which none is in it twice. */
export function set<S extends Shape>(shape: S, traits: Omit<Traits, 'displaced'> = {}): Unit<S> {
  return unit('set', shape, traits)
}

function unit<S extends Shape>(merging: Merging, shape: S, { displaced, called }: Traits): Unit<S> {
  return { shape, values: z.strictObject(shape), merging, displaced, called }
}
