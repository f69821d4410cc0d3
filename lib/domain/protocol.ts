import * as z from 'zod/mini'
import type { FieldError, Why } from '@/lib/core/errors'
import type { EntityName, Row } from './entities'
import type { SpaceKind } from './entity-names'
import { dateField, idField } from './fields'
import type { Role } from './members/schema'
import { mostMutations, protocolVersion } from './protocol-numbers'

/** Where the older rows of a space go on: below an expense in the order of dates, then through the trash by id. */
const horizon = z.union([
  z.strictObject({ date: dateField, id: idField }),
  z.strictObject({ trash: z.nullable(idField) }),
])

/** How far a device is in one space: it has every row up to `rev` (whose log entry is `mark`), but for those below the horizon. */
const position = z.strictObject({
  rev: z.int().check(z.gte(0)),
  mark: z.nullable(idField),
  horizon: z.nullable(horizon),
})

/** One queued change; its arguments are read by the mutation that it names. */
const queued = z.strictObject({
  id: idField,
  n: z.int().check(z.gte(1)),
  name: z.string().check(z.maxLength(60)),
  args: z.unknown(),
})

/** What a device sends to POST /api/sync. */
export const syncRequest = z.strictObject({
  protocol: z.literal(protocolVersion),
  /** Null at the first contact. */
  epoch: z.nullable(idField),
  /** Whose replica it is; null where there is none yet. */
  userId: z.nullable(idField),
  clientId: idField,
  cookie: z.record(idField, position),
  mutations: z.array(queued).check(z.maxLength(mostMutations)),
})

export type SyncRequest = z.infer<typeof syncRequest>
export type QueuedMutation = SyncRequest['mutations'][number]
export type Horizon = z.infer<typeof horizon>
export type Position = z.infer<typeof position>

/** How many rows one request of a recovery brings at most. */
export const mostRecovered = 300

/**
 * What a device sends to POST /api/sync/recover once the server is in another life than it knows: the rows that the
 * server may have lost, as it last told them; none at first, to hear which those are.
 */
export const recoverRequest = z.strictObject({
  protocol: z.literal(protocolVersion),
  /** The life that the device knows. */
  epoch: idField,
  userId: idField,
  clientId: idField,
  /** All that it holds rows of. */
  spaces: z.array(idField).check(z.maxLength(2000)),
  rows: z
    .array(z.strictObject({ entity: z.string(), row: z.record(z.string(), z.unknown()) }))
    .check(z.maxLength(mostRecovered)),
})

export type RecoverRequest = z.infer<typeof recoverRequest>

/**
 * The life that the server is in, and per space the rev from which on it has lost what the device knows. `gone` are
 * those of them that the copy knows not to be the user's any more: what the device has up to that rev has to go. Of its
 * other spaces the server knows nothing. `refused` are the ids of brought rows that do not fit what is here.
 */
export type RecoverReply = {
  epoch: string
  from: Record<string, number>
  gone: string[]
  refused: string[]
}

/** Per space, how far a device is. */
export type Cookie = Record<string, Position>

/** Why a mutation was refused, as an AppError says it. */
export type Refusal = {
  code: string
  message: string
  fields?: readonly FieldError[]
  /** Older servers gave none. */
  reason?: Why
}

/**
 * What became of one mutation: the revs it got, why it was refused, or that it should be sent again later, where `tried`
 * tells those that failed from those that only wait for them.
 */
export type Ack =
  | { id: string; revs: Record<string, number> }
  | { id: string; refused: Refusal }
  | { id: string; later: string; tried?: boolean }

/** Rows of one space, by entity, deleted ones included. */
export type Rows = { [N in EntityName]?: Row<N>[] }

/** What is new in one space; `reset` says to drop all rows of it first. */
export type SpaceChanges = { reset?: true; rows: Rows }

/** A space the user is a member of. */
export type SpaceInfo = { id: string; kind: SpaceKind; role: Role }

export type Account = { id: string; email: string; name: string }

/** What the server answers. */
export type SyncReply = {
  epoch: string
  /** When, by its clock; older servers did not say. */
  at?: string
  /** Who its user is by now; older servers told it only a device that did not know. */
  account?: Account
  acks: Ack[]
  changes: Record<string, SpaceChanges>
  cookie: Cookie
  /** All of the user's spaces; rows of any other have to go. */
  spaces: SpaceInfo[]
  /** Wallets of theirs that were deleted, where the device still holds them or begins anew; older servers did not say. */
  deleted?: Row<'wallet'>[]
  /** Whether to ask again at once. */
  more: boolean
}
