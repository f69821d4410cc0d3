import type { EntityName, Row } from '@/lib/domain/entities'
import {
  mostRecovered,
  protocolVersion,
  type RecoverReply,
  type RecoverRequest,
} from '@/lib/domain/protocol'
import type { Replica } from './replica'
import { plain } from './rows'

/** How a device asks a restored server; throws as a Transport does. */
export type RecoverTransport = (request: RecoverRequest) => Promise<RecoverReply>

type Found = RecoverRequest['rows'][number]

const atOnce = 2000
/** Each refers only to those before it; memberships are the server's alone. */
const order: EntityName[] = ['settings', 'wallet', 'category', 'expense', 'conflict']

/**
 * Gives a server that was put back to an older copy everything that this device knows and the copy does not: the rows as
 * the server last told them, everybody's. Only once it has all of them does the device join its new life, in which it
 * reads everything anew and sends what waits. Cut short, it begins again. An expense that does not fit what is there now
 * is set aside for a person to look at.
 */
export async function recover(replica: Replica, transport: RecoverTransport): Promise<void> {
  const { account, epoch, clientId } = await replica.meta()
  if (!account || !epoch) return
  const spaces = [account.id, ...(await replica.store.getAll('wallet')).map(({ id }) => id)]
  const ask = (rows: Found[]) =>
    transport({ protocol: protocolVersion, epoch, userId: account.id, clientId, spaces, rows })
  const { from } = await ask([])
  const refused: Row<'expense'>[] = []
  const bring = async (found: Found[]) => {
    const ids = new Set((await ask(found)).refused)
    for (const { entity, row } of found) {
      if (entity !== 'expense' || !ids.has(row.id as string) || row.deletedAt) continue
      refused.push(row as Row<'expense'>)
    }
  }
  for (const entity of order) {
    let waiting: Found[] = []
    for await (const row of toldRows(replica, entity)) {
      if (row.rev <= (from[row.spaceId] ?? 0)) continue
      // A wallet that is not there is made again with its first row, so its categories come in a later request.
      waiting.push({ entity, row: row as unknown as Record<string, unknown> })
      if (waiting.length < mostRecovered) continue
      await bring(waiting)
      waiting = []
    }
    if (waiting.length > 0) await bring(waiting)
  }
  // Only now: a wallet may have been made again.
  const { epoch: next, gone } = await ask([])
  const left = new Set(gone)
  await replica.joinLife(
    next,
    gone,
    refused.filter(({ spaceId }) => !left.has(spaceId)),
  )
}

/** The rows of an entity as the server last told them, those that it never told left out. */
async function* toldRows({ store }: Replica, entity: EntityName): AsyncGenerator<Row<EntityName>> {
  const shadows = new Map(
    (await store.getAll('shadow'))
      .filter((one) => one.entity === entity)
      .map(({ spaceId, id, row }) => [`${spaceId} ${id}`, row]),
  )
  let after: IDBKeyRange | undefined
  for (;;) {
    const rows = await store.getAll(entity, after, atOnce)
    for (const found of rows) {
      const shadow = shadows.get(`${found.spaceId} ${found.id}`)
      const row = shadow === undefined ? plain(found) : shadow
      if (row && row.rev > 0) yield row as Row<EntityName>
    }
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    after = IDBKeyRange.lowerBound([last.spaceId, last.id], true)
  }
}
