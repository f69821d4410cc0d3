import 'server-only'
import { AppError } from '@/lib/core/errors'
import { invalidFields, parse } from '@/lib/core/parse'
import { requestCtx } from '../auth/request'
import { readJson } from '../http/body'
import { problem } from '../http/problem'
import { inShareOf } from '../lines'
import { callOf, replayed } from './call'
import type { Answer, Endpoint, Method } from './endpoint'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>

/** The handlers of one path for a `route.ts`; a method that no endpoint has is answered 405 with `Allow`. */
export function route(...endpoints: Endpoint[]): Record<Method, Handler> {
  const allowed = endpoints.map((one) => one.method).join(', ')
  const handlers = methods.map((method) => {
    const found = endpoints.find((one) => one.method === method)
    return [method, found ? handle(found) : refuse(allowed)] as const
  })
  return Object.fromEntries(handlers) as Record<Method, Handler>
}

function handle(endpoint: Endpoint): Handler {
  return async (request, context) => {
    try {
      const ctx = endpoint.access === 'user' ? await requestCtx(request) : undefined
      const params = endpoint.params && parse(endpoint.params, await context.params)
      const query = readQuery(endpoint, request)
      const body = endpoint.body && parse(endpoint.body, await readJson(request))
      const call = ctx && endpoint.idempotent ? callOf(ctx, request, body) : undefined
      const replay = async () => ctx && call && (await replayed(ctx, call))
      const first = await replay()
      if (first) return respond(first)
      const input = { ctx, params, query, body, request, call }
      try {
        const run = () => endpoint.run(input as never)
        // A change takes its share where it is made.
        const isRead = ctx && endpoint.method === 'GET'
        const answer = await (isRead ? inShareOf(ctx.userId, run) : run())
        return answer.stream ? stream(endpoint, answer) : respond(answer)
      } catch (error) {
        // The same call that raced this one may have got through, and be why this one was refused.
        const late = await replay()
        if (late) return respond(late)
        throw error
      }
    } catch (error) {
      return problem(error)
    }
  }
}

function readQuery(endpoint: Endpoint, request: Request): unknown {
  const given = new URL(request.url).searchParams
  const names = [...given.keys()]
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) {
    throw invalidFields([{ path: twice.slice(0, 60), message: 'must be given once' }])
  }
  if (endpoint.query) return parse(endpoint.query, Object.fromEntries(given))
  if (names.length === 0) return undefined
  throw invalidFields(
    names.map((name) => ({ path: name.slice(0, 60), message: 'is not a known query parameter' })),
  )
}

function respond({ status, body, headers }: Answer): Response {
  const all = new Headers({ 'cache-control': 'no-store', ...headers })
  if (body === undefined) return new Response(null, { status, headers: all })
  all.set('content-type', 'application/json')
  return new Response(JSON.stringify(body), { status, headers: all })
}

function stream(endpoint: Endpoint, { status, stream, headers }: Answer): Response {
  const all = new Headers({ 'cache-control': 'no-store', ...headers })
  all.set('content-type', `${endpoint.answers[status]?.type}; charset=utf-8`)
  return new Response(stream, { status, headers: all })
}

function refuse(allowed: string): Handler {
  return async () => {
    const response = problem(
      new AppError('method_not_allowed', `Only ${allowed} can be used on this address.`),
    )
    response.headers.set('allow', allowed)
    return response
  }
}
