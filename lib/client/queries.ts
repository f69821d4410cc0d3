import { device, onChange } from './device'
import type { Replica } from './replica'
import type { StoreName } from './store'

/** A question to the replica, under a name of its own: what it reads, and which stores its answer hangs on. */
export type Query<A extends readonly unknown[], T> = {
  name: string
  stores: readonly StoreName[]
  read: (replica: Replica, ...args: A) => Promise<T>
  /** What tells its arguments apart, where that is less than all of them. */
  keyOf: (args: A) => string
  /** Whether its answer is taken back, as undefined, where it cannot be read again: the former one may not be true any more. */
  takenBack: boolean
}

type Options<A extends readonly unknown[]> = { keyOf?: (args: A) => string; takenBack?: boolean }

/** Writes down a question; `keyOf` is needed where the arguments are many or not plain. */
export function query<A extends readonly unknown[], T>(
  name: string,
  stores: readonly StoreName[],
  read: (replica: Replica, ...args: A) => Promise<T>,
  { keyOf = (args) => JSON.stringify(args), takenBack = false }: Options<A> = {},
): Query<A, T> {
  return { name, stores, read, keyOf, takenBack }
}

/** Under which all who ask the same share one answer. */
export function keyOfQuery<A extends readonly unknown[], T>(query: Query<A, T>, args: A): string {
  return `${query.name} ${query.keyOf(args)}`
}

/** In milliseconds: what could not be read is asked for again after this. */
export const askAgain = 2000

/** A question that somebody asks: its last answer, all who hear of the next one, and how to end it. */
type Asked = { answer?: { value: unknown }; hear: Set<(value: unknown) => void>; stop: () => void }

const asked = new Map<string, Asked>()

/**
 * Tells `hear` the answer, and the next one whenever one of the stores changes; answers how to stop. It is read once for all
 * who ask, and whoever comes later hears the last answer at once.
 */
export function follow<A extends readonly unknown[], T>(
  query: Query<A, T>,
  args: A,
  hear: (value: T | undefined) => void,
): () => void {
  const key = keyOfQuery(query, args)
  const known = asked.get(key) ?? begin(query, args)
  asked.set(key, known)
  const own = (value: unknown) => hear(value as T | undefined)
  known.hear.add(own)
  if (known.answer) own(known.answer.value)
  return () => {
    known.hear.delete(own)
    if (known.hear.size > 0) return
    known.stop()
    if (asked.get(key) === known) asked.delete(key)
  }
}

function begin<A extends readonly unknown[], T>(query: Query<A, T>, args: A): Asked {
  const { read, stores, takenBack } = query
  let over = false
  let running = false
  let again = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const tellAll = (value: unknown) => {
    for (const hear of [...begun.hear]) hear(value)
  }
  const run = async ({ replica }: { replica: Replica }) => {
    again = true
    if (running) return
    running = true
    try {
      while (again && !over) {
        again = false
        const value = await read(replica, ...args)
        if (over) return
        begun.answer = { value }
        tellAll(value)
      }
    } finally {
      running = false
    }
  }
  // A device that refuses its storage says so itself (see useDevice), and may not refuse it for ever.
  const ask = () => {
    clearTimeout(timer)
    device()
      .then(run)
      .catch(() => {
        if (over) return
        delete begun.answer
        if (takenBack) tellAll(undefined)
        timer = setTimeout(ask, askAgain)
      })
  }
  const unhear = onChange((changed) => {
    if (stores.some((store) => changed.has(store))) ask()
  })
  const begun: Asked = {
    hear: new Set(),
    stop() {
      over = true
      clearTimeout(timer)
      unhear()
    },
  }
  ask()
  return begun
}
