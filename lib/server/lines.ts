import 'server-only'
import { openedDatabase } from '@/db/client'
import { AppError } from '@/lib/core/errors'

/** In milliseconds: whoever has waited for so long is told to come back later, and holds up nothing meanwhile. */
const patience = 8_000
const mostWaiting = 300

/** How much of the database's connections one user has at a time; the embedded database has one for all. */
const share = { postgres: 3, embedded: 1 }

type Line = { running: number; waiting: (() => void)[] }

// One for the whole process, however many copies of this module its bundles hold.
const key = Symbol.for('trackthatmoney.lines')
const shared = globalThis as { [key]?: Map<string, Line> }
shared[key] ??= new Map()
const lines = shared[key]

/**
 * Does work of one user on their share of the database: the rest of theirs waits outside, where it keeps nobody else
 * from a connection. Refuses (`unavailable`) what would wait for long. Nothing inside may ask for a share again.
 */
export function inShareOf<T>(userId: string, work: () => Promise<T>): Promise<T> {
  return inLine(`user ${userId}`, share[openedDatabase().kind], work)
}

/**
 * Does work that writes into spaces, one at a time in each: they would wait for each other's row anyway, but each with a
 * connection of its own. Refuses as `inShareOf` does, which can be asked for inside.
 */
export function inLinesOf<T>(spaceIds: readonly string[], work: () => Promise<T>): Promise<T> {
  const [first, ...others] = spaceIds
  if (first === undefined) return work()
  // In the order of their ids, so that two cannot wait for each other.
  return inLine(`space ${first}`, 1, () => inLinesOf(others, work))
}

async function inLine<T>(name: string, width: number, work: () => Promise<T>): Promise<T> {
  const line = lines.get(name) ?? { running: 0, waiting: [] }
  lines.set(name, line)
  if (line.running < width) line.running++
  else await itsTurn(line)
  try {
    return await work()
  } finally {
    const next = line.waiting.shift()
    if (next) next()
    else if (--line.running === 0) lines.delete(name)
  }
}

/** Resolves once another one's place is free, which then is the caller's. */
function itsTurn(line: Line): Promise<void> {
  return new Promise((resolve, reject) => {
    if (line.waiting.length >= mostWaiting) return reject(busy())
    const start = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(() => {
      line.waiting.splice(line.waiting.indexOf(start), 1)
      reject(busy())
    }, patience)
    line.waiting.push(start)
  })
}

function busy(): AppError {
  return new AppError('unavailable', 'The server is busy. Please try again in a moment.', {
    retryAfter: 2,
  })
}
