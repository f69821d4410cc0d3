import 'fake-indexeddb/auto'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { type Hear, Replica } from '@/lib/client/replica/replica'
import { plain } from '@/lib/client/replica/rows'
import { Engine, type EngineState, SyncProblem, type Transport } from '@/lib/client/syncing/engine'
import { recover } from '@/lib/client/syncing/recovery'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { entityNames } from '@/lib/domain/entity-names'
import type { SyncReply, SyncRequest } from '@/lib/domain/protocol'
import type { Ctx } from '@/lib/server/auth/ctx'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { answerSync } from '@/lib/server/sync/answer'
import { answerRecover } from '@/lib/server/sync/recover'
import { makePerson, type Person } from './people'

/** One device of a person: the real replica and engine, talking to the real server's code. */
export type TestDevice = {
  replica: Replica
  engine: Engine
  states: EngineState[]
  /** Syncs until nothing is left; fails where that does not end well. */
  sync: () => Promise<void>
  rows: () => Promise<Record<string, unknown[]>>
}

export type DeviceOptions = {
  line?: Line
  name?: string
  now?: () => Date
  /** Hears of each write. */
  hear?: Hear
  /** Stands in for the engine's timer. */
  later?: (work: () => void, ms: number) => () => void
}

/** What may stand between a device and the server: it may lose, repeat or cut what goes through. */
export type Line = (
  request: SyncRequest,
  send: (request: SyncRequest) => Promise<SyncReply>,
) => Promise<SyncReply>

/** A person with the account row that a first sync reads. */
export async function makeSyncingPerson(): Promise<Person> {
  const person = await makePerson()
  const email = `${person.userId}@example.org`
  await database().insert(users).values({ id: person.userId, email, name: '', passwordHash: '' })
  return person
}

/** The server's side of a sync, as its route calls it, for one user. */
export function ask(userId: string, request: unknown): Promise<SyncReply> {
  return askAs(userId, answerSync, request)
}

async function askAs<Reply>(
  userId: string,
  answer: (ctx: Ctx, body: unknown) => Promise<Reply>,
  request: unknown,
): Promise<Reply> {
  const sent: unknown = JSON.parse(JSON.stringify(request))
  try {
    const reply = await answer(await systemCtx(userId), sent)
    return JSON.parse(JSON.stringify(reply)) as Reply
  } catch (error) {
    if (error instanceof AppError) throw new SyncProblem(error.code, error.message)
    throw error
  }
}

/** Opens a new device for a person; `name` opens one again after a crash. */
export async function openDevice(
  userId: string,
  { line, name = newId(), now, hear = () => {}, later }: DeviceOptions = {},
): Promise<TestDevice> {
  const replica = await Replica.open(name, hear, now ? { now } : {})
  const states: EngineState[] = []
  const send = (request: SyncRequest) => ask(userId, request)
  const transport: Transport = (request) => (line ? line(request, send) : send(request))
  const engine = new Engine(replica, {
    recover: (of) => recover(of, (request) => askAs(userId, answerRecover, request)),
    transport,
    onState: (state) => states.push(state),
    ...(later && { later }),
  })
  return {
    replica,
    engine,
    states,
    async sync() {
      await engine.kick()
      if (engine.state.kind !== 'idle') {
        throw new Error(`The sync ended ${JSON.stringify(engine.state)}`)
      }
    },
    rows: () => rowsOf(replica),
  }
}

/** Everything a replica holds of rows and sums, in one order. */
export async function rowsOf({ store }: Replica): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const name of entityNames) all[name] = (await store.getAll(name)).map((row) => plain(row))
  all.month = await store.getAll('month')
  return all
}
