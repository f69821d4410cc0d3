/** What of the expenses stands in a database: read in one snapshot, past the app. */
export type State = {
  expenses: { spaceId: string; id: string; rev: number; amount: number; note: string }[]
  /** Of expenses only. */
  revisions: { spaceId: string; rowId: string; rev: number; kind: string }[]
  /** Accepted mutations; `expenseId` is the one that the answer shows, if it shows one. */
  log: { spaceId: string; id: string; rev: number; expenseId: string | null }[]
  spaces: { id: string; seq: number }[]
}

/** One expense that a client sent; its note is its own alone, so that a second copy would show. */
export type Sent = { id: string; walletId: string; note: string; amount: number; rev?: number }

/** How many of the acknowledged are there, and everything that is not as it must be. */
export type Verdict = {
  found: number
  lost: number
  duplicated: number
  /** Sentences: rows that are there in part, changed, or beyond their space's counter. */
  wrong: string[]
  /** Ids of those unacknowledged that are there all the same. */
  arrived: string[]
}

/** Holds what was sent against what is there. */
export function judge(
  state: State,
  acknowledged: readonly Sent[],
  unacknowledged: readonly Sent[],
): Verdict {
  const byNote = groups(state.expenses, (row) => row.note)
  const verdict: Verdict = { found: 0, lost: 0, duplicated: 0, wrong: [], arrived: [] }
  for (const sent of acknowledged) {
    const rows = byNote.get(sent.note) ?? []
    if (rows.length === 0) verdict.lost++
    if (rows.length > 1) verdict.duplicated++
    const [row] = rows
    if (!row) continue
    if (isThat(row, sent)) verdict.found++
    else verdict.wrong.push(`${sent.id} is not as it was acknowledged`)
  }
  for (const sent of unacknowledged) {
    const rows = byNote.get(sent.note) ?? []
    if (rows.length > 1) verdict.duplicated++
    const [row] = rows
    if (!row) continue
    verdict.arrived.push(sent.id)
    if (!isThat(row, sent)) verdict.wrong.push(`${sent.id} is not as it was sent`)
  }
  verdict.wrong.push(...torn(state), ...behind(state))
  return verdict
}

function isThat(row: State['expenses'][number], sent: Sent): boolean {
  const { id, walletId, amount, rev = row.rev } = sent
  return row.id === id && row.spaceId === walletId && row.amount === amount && row.rev === rev
}

/** An expense, its revision and its line of the log are there together or not at all. */
function torn({ expenses, revisions, log }: State): string[] {
  const place = (one: { spaceId: string; rev: number }, id: string | null) =>
    `${one.spaceId} ${id} ${one.rev}`
  const rows = groups(expenses, (row) => place(row, row.id))
  const histories = groups(revisions, (one) => place(one, one.rowId))
  const logged = groups(
    log.filter((one) => one.expenseId !== null),
    (one) => place(one, one.expenseId),
  )
  const all = new Set([...rows.keys(), ...histories.keys(), ...logged.keys()])
  return [...all].flatMap((key) => {
    const counts = [rows, histories, logged].map((group) => group.get(key)?.length ?? 0)
    if (counts.every((count) => count === 1)) return []
    return [`${key}: ${counts.join('/')} rows of expense/revision/log instead of 1/1/1`]
  })
}

/** No rev is above its space's counter, and no two mutations have the same. */
function behind({ expenses, revisions, log, spaces }: State): string[] {
  const counters = new Map(spaces.map(({ id, seq }) => [id, seq]))
  const above = [...expenses, ...revisions, ...log].filter(
    ({ spaceId, rev }) => rev > (counters.get(spaceId) ?? -1),
  )
  const twice = [...groups(log, ({ spaceId, rev }) => `${spaceId} ${rev}`)].filter(
    ([, rows]) => rows.length > 1,
  )
  return [
    ...above.map(({ spaceId, rev }) => `rev ${rev} is above the counter of ${spaceId}`),
    ...twice.map(([key]) => `${key}: one rev for several mutations`),
  ]
}

function groups<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) {
    const name = key(row)
    const group = found.get(name)
    if (group) group.push(row)
    else found.set(name, [row])
  }
  return found
}
