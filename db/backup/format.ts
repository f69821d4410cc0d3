/** The first line of a backup. */
export type Head = {
  trackthatmoney: 'backup'
  version: 1
  at: string
  /** The migrations that its tables have been through, oldest first. */
  migrations: { hash: string; at: number }[]
}

/** The line before the rows of one piece of a table, which are this many bytes of COPY's text. */
export type Piece = { table: string; columns: string; bytes: number }

/** The last line: what all pieces held. */
export type Tail = { end: true; rows: Record<string, number> }

/** A line of JSON. */
export function line(value: Head | Piece | Tail): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}

/** How many rows a piece holds: COPY escapes the line ends inside of values. */
export function countRows(rows: Buffer): number {
  let count = 0
  for (let at = rows.indexOf(0x0a); at >= 0; at = rows.indexOf(0x0a, at + 1)) count++
  return count
}

const broken = 'The file is not a whole backup of TrackThatMoney'

/** Reads a backup's text again: its head, then each piece with its rows; throws a sentence where it is cut off or no backup. */
export async function readBackup(
  text: AsyncIterable<Buffer>,
): Promise<{ head: Head; pieces: AsyncGenerator<Piece & { data: Buffer }> }> {
  const reader = new Reader(text)
  const head = (await reader.json()) as Head
  if (head.trackthatmoney !== 'backup') throw new Error(`${broken}.`)
  if (head.version !== 1)
    throw new Error('The backup was made by a newer version of TrackThatMoney.')
  const isMigration = (one: unknown) => isRecord(one) && typeof one.hash === 'string'
  if (!Array.isArray(head.migrations) || !head.migrations.every(isMigration)) {
    throw new Error(`${broken}: its first line is damaged.`)
  }
  return { head, pieces: piecesOf(reader) }
}

async function* piecesOf(reader: Reader): AsyncGenerator<Piece & { data: Buffer }> {
  const rows: Record<string, number> = {}
  for (;;) {
    const next = (await reader.json()) as Piece | Tail
    if ('end' in next) {
      if (!isRecord(next.rows)) throw new Error(`${broken}: its last line is damaged.`)
      for (const [table, count] of Object.entries(next.rows)) {
        if ((rows[table] ?? 0) !== count)
          throw new Error(`${broken}: rows of ${table} are missing.`)
      }
      return
    }
    const isNamed = typeof next.table === 'string' && typeof next.columns === 'string'
    if (!isNamed || !Number.isSafeInteger(next.bytes) || next.bytes < 0) {
      throw new Error(`${broken}: a line in it is damaged.`)
    }
    const data = await reader.bytes(next.bytes)
    rows[next.table] = (rows[next.table] ?? 0) + countRows(data)
    yield { ...next, data }
  }
}

/** Longer than any line that is no row; in bytes. */
const longestLine = 1_000_000

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

class Reader {
  readonly #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(text: AsyncIterable<Buffer>) {
    this.#chunks = text[Symbol.asyncIterator]()
  }

  async json(): Promise<object> {
    while (this.#rest.indexOf(0x0a) < 0) {
      if (this.#rest.length > longestLine) throw new Error(`${broken}.`)
      await this.#more()
    }
    const end = this.#rest.indexOf(0x0a)
    const text = this.#rest.subarray(0, end).toString()
    this.#rest = this.#rest.subarray(end + 1)
    const value = parsed(text)
    if (!isRecord(value)) throw new Error(`${broken}.`)
    return value
  }

  async bytes(count: number): Promise<Buffer> {
    while (this.#rest.length < count) await this.#more()
    const found = this.#rest.subarray(0, count)
    this.#rest = this.#rest.subarray(count)
    return found
  }

  async #more(): Promise<void> {
    let next: IteratorResult<Buffer>
    try {
      next = await this.#chunks.next()
    } catch (error) {
      throw new Error(`${broken} (${(error as Error).message}).`)
    }
    if (next.done) throw new Error(`${broken}: it is cut off.`)
    this.#rest = Buffer.concat([this.#rest, next.value])
  }
}
