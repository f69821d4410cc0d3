import 'server-only'
import type * as z from 'zod'
import type { ErrorCode } from '@/lib/core/errors'
import type { Ctx } from '../auth/ctx'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What an endpoint answers: a status, a JSON body or a stream of the type it promises unless there is none, and headers of its own. */
export type Answer = {
  status: number
  body?: unknown
  stream?: ReadableStream<Uint8Array>
  headers?: Record<string, string>
}

/** What an endpoint is given: everything parsed, and the caller where one is needed. */
export type Input<P, Q, B, C> = {
  ctx: C
  params: P
  query: Q
  body: B
  request: Request
  /** What identifies the call, for `execute`; a replay never gets this far. */
  call: RestCall
}

/** A call's id, if its caller gave it one, and the hash of what it sent. */
export type RestCall = { id: string | undefined; hash: string }

type Schema = z.ZodType

/** One operation of the REST API: what it takes, what it answers, and how; OpenAPI is made from it. */
export type Endpoint = {
  method: Method
  /** Below /api/v1, as OpenAPI writes it: `/expenses/{id}`. */
  path: string
  tag: string
  summary: string
  description?: string
  /** Whether it needs a signed-in caller. */
  access: 'public' | 'user'
  params?: Schema
  query?: Schema
  body?: Schema
  /** A body that is taken as it stands, by anybody who has just registered; the reference shows it. */
  example?: unknown
  /** Whether a caller may name the call by `Idempotency-Key`; its `execute` must then be given an `answer`. */
  idempotent?: boolean
  /** Whether a caller may send `If-Match`. */
  conditional?: boolean
  /** Successful answers: status → what it means and its body, or the type of the file that is streamed. */
  answers: Record<number, { description: string; body?: Schema; type?: string; headers?: string[] }>
  /** What it refuses with, beside what every endpoint can. */
  errors?: readonly ErrorCode[]
  run: (input: Input<never, never, never, never>) => Promise<Answer>
}

type Output<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined

/** Writes down an endpoint; `run` is given what its schemas make of the request. */
export function endpoint<
  A extends 'public' | 'user',
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  definition: Omit<Endpoint, 'access' | 'params' | 'query' | 'body' | 'example' | 'run'> & {
    access: A
    params?: P
    query?: Q
    body?: B
    example?: B extends Schema ? z.input<B> : never
    run: (
      input: Input<Output<P>, Output<Q>, Output<B>, A extends 'user' ? Ctx : undefined>,
    ) => Promise<Answer>
  },
): Endpoint {
  return definition as unknown as Endpoint
}
