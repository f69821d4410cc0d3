import { setAside } from '@/lib/client/inbox/aside'
import { replay, takeBack } from '@/lib/client/replica/rebase'
import type { Replica } from '@/lib/client/replica/replica'
import { plain } from '@/lib/client/replica/rows'
import type { Entry } from '@/lib/client/replica/store'
import { newId } from '@/lib/core/ids'
import { toDecimal } from '@/lib/core/money'
import { seenOf } from '@/lib/domain/change'
import { type EntityName, entityOf, type Row } from '@/lib/domain/entities'
import { entityNames } from '@/lib/domain/entity-names'
import { mostRecovered, type RecoverReply, type RecoverRequest } from '@/lib/domain/protocol'
import { protocolVersion } from '@/lib/domain/protocol-numbers'

/** How a device asks a restored server; throws as a Transport does. */
export type RecoverTransport = (request: RecoverRequest) => Promise<RecoverReply>

type Found = { entity: EntityName; row: Row<EntityName> }

const atOnce = 2000

/**
 * Gives a server that was put back to an older copy everything that this device knows and the copy does not: the rows as
 * the server last told them, everybody's. Only once it has all of them does the device join its new life, in which it
 * reads everything anew and sends what waits. Cut short, it begins again. What does not fit what is there now, and
 * wallets that the server knows nothing of any more, are set aside for a person to look at.
 */
export async function recover(replica: Replica, transport: RecoverTransport): Promise<void> {
  const { account, epoch, clientId } = await replica.meta()
  if (!account || !epoch) return
  const spaces = [account.id, ...(await replica.store.getAll('wallet')).map(({ id }) => id)]
  const ask = (rows: readonly Found[]) =>
    transport({
      ...{ protocol: protocolVersion, epoch, userId: account.id, clientId, spaces },
      rows: rows.map(({ entity, row }) => ({ entity, row: { ...row } })),
    })
  const first = await ask([])
  // Another tab was faster.
  if (first.epoch === epoch) return
  const refused: Found[] = []
  for await (const found of batches(toBring(replica, first.from))) {
    const ids = new Set((await ask(found)).refused)
    refused.push(...found.filter(({ row }) => ids.has(row.id)))
  }
  // Only now: a wallet may have been made again.
  await joinLife(replica, await ask([]), refused)
}

async function* batches(all: AsyncIterable<Found[]>): AsyncGenerator<Found[]> {
  for await (const found of all) {
    for (let start = 0; start < found.length; start += mostRecovered) {
      yield found.slice(start, start + mostRecovered)
    }
  }
}

/**
 * What the server may have lost, each after what it refers to and never in one piece with it: a wallet that is not there
 * is made again with its first row; an expense that was moved away goes once the one that it became is there.
 */
async function* toBring(replica: Replica, from: RecoverReply['from']): AsyncGenerator<Found[]> {
  const isLost = ({ spaceId, rev }: Row<EntityName>) => rev > (from[spaceId] ?? 0)
  const named = <N extends EntityName>(entity: N, rows: readonly Row<N>[]): Found[] =>
    rows.filter(isLost).map((row) => ({ entity, row: row as Row<EntityName> }))
  yield named('wallet', (await replica.meta()).deleted ?? [])
  const moved: Found[] = []
  for (const entity of entityNames) {
    const { follows } = entityOf(entity)
    const following: Row<EntityName>[] = []
    for await (const rows of toldRows(replica, entity)) {
      moved.push(...named(entity, rows).filter(({ row }) => row.movedTo))
      const there = rows.filter(({ movedTo }) => !movedTo)
      following.push(...there.filter((row) => follows?.(row)))
      yield named(
        entity,
        there.filter((row) => !follows?.(row)),
      )
    }
    yield named(entity, following)
  }
  // Where one was moved on and on, its last step first.
  yield moved.sort((a, b) => ((a.row.deletedAt ?? '') < (b.row.deletedAt ?? '') ? 1 : -1))
}

/** The rows of an entity as the server last told them, those that it never told left out. */
async function* toldRows<N extends EntityName>(
  { store }: Replica,
  entity: N,
): AsyncGenerator<Row<N>[]> {
  const shadows = new Map(
    (await store.getAll('shadow'))
      .filter((one) => one.entity === entity)
      .map(({ spaceId, id, row }) => [`${spaceId} ${id}`, row]),
  )
  let after: IDBKeyRange | undefined
  for (;;) {
    const rows = await store.getAll(entity, after, atOnce)
    yield rows
      .map((found) => {
        const shadow = shadows.get(`${found.spaceId} ${found.id}`)
        return (shadow === undefined ? plain(found) : shadow) as Row<N> | null
      })
      .filter((row) => row !== null && row.rev > 0) as Row<N>[]
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    after = IDBKeyRange.lowerBound([last.spaceId, last.id], true)
  }
}

/**
 * Goes over to the server's new life: everything is read anew, and what the lost life had taken but not told yet is
 * sent again, under the same ids. Rows of wallets that the server knows to be this person's no more go; what it has
 * lost of others, and would not take back, is set aside.
 */
async function joinLife(
  replica: Replica,
  { epoch, from, gone }: RecoverReply,
  refused: readonly Found[],
): Promise<void> {
  await replica.write('strict', async (transaction, rows) => {
    const metas = transaction.objectStore('meta')
    const outbox = transaction.objectStore('outbox')
    const meta = await metas.get('device')
    if (!meta) return
    for (const entry of await outbox.getAll()) {
      if (entry.state !== 'sent') continue
      const { revs: _, ...again } = entry
      await outbox.put({ ...again, state: 'queued' })
    }
    await takeBack(transaction, rows)
    const left = new Set(gone)
    const now = replica.now().getTime() - (meta.clockAhead ?? 0)
    for (const wallet of await transaction.objectStore('wallet').getAll()) {
      const { id } = wallet
      if (!left.has(id) && id in from) continue
      if (!left.has(id) || (meta.cookie[id]?.rev ?? 0) > (from[id] ?? 0)) {
        await setAside(transaction, wallet, now)
      }
      await rows.dropSpace(id)
    }
    const waiting = await outbox.getAll()
    if (meta.account) await replay(transaction, rows, waiting, meta.account.id)
    let { n } = meta
    for (const { entity, row } of refused) {
      if (left.has(row.spaceId) || !(row.spaceId in from)) continue
      if (entity === 'wallet' && row.deletedAt) {
        await setAside(transaction, row as Row<'wallet'>, now)
      }
      const entry = asRefused(entity, row, n + 1)
      if (entry) await outbox.put({ ...entry, n: ++n })
    }
    const { unhealed: _, deleted: __, ...known } = meta
    await metas.put({ ...known, n, epoch, cookie: {} }, 'device')
  })
}

/** What the server had, and would not take back, as a change that was set aside; nothing where it holds no figure. */
function asRefused(entity: EntityName, row: Row<EntityName>, n: number): Entry | undefined {
  if (row.deletedAt) return undefined
  const { spaceId: walletId, id, updatedAt: at } = row
  const message = 'The server was put back to an older copy, in which this has no place.'
  const refusal = { code: 'recovery', message }
  const change = { n, id: newId(), at, state: 'refused' as const, refusal }
  if (entity === 'category') {
    const fields = { ...seenOf('category', row as Row<'category'>), mergedInto: null }
    const args = { walletId, id, fields }
    return { ...change, name: 'category.create', args, summary: `Add the category ${fields.name}` }
  }
  if (entity !== 'expense') return undefined
  const fields = seenOf('expense', row as Row<'expense'>)
  const { amount, currency, note } = fields
  const summary = `Add ${toDecimal(amount, currency)} ${currency}${note && `, ${note}`}`
  return { ...change, name: 'expense.create', args: { walletId, id, fields }, summary }
}
