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
  return { head, pieces: piecesOf(reader) }
}

async function* piecesOf(reader: Reader): AsyncGenerator<Piece & { data: Buffer }> {
  const rows: Record<string, number> = {}
  for (;;) {
    const next = (await reader.json()) as Piece | Tail
    if ('end' in next) {
      for (const [table, count] of Object.entries(next.rows)) {
        if ((rows[table] ?? 0) !== count)
          throw new Error(`${broken}: rows of ${table} are missing.`)
      }
      return
    }
    const data = await reader.bytes(next.bytes)
    rows[next.table] = (rows[next.table] ?? 0) + countRows(data)
    yield { ...next, data }
  }
}

class Reader {
  readonly #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(text: AsyncIterable<Buffer>) {
    this.#chunks = text[Symbol.asyncIterator]()
  }

  async json(): Promise<unknown> {
    while (this.#rest.indexOf(0x0a) < 0) await this.#more()
    const end = this.#rest.indexOf(0x0a)
    const text = this.#rest.subarray(0, end).toString()
    this.#rest = this.#rest.subarray(end + 1)
    try {
      return JSON.parse(text)
    } catch {
      throw new Error(`${broken}.`)
    }
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
