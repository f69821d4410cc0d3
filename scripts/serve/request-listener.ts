import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { RequestHandler } from 'next/dist/server/next'
import { crossOrigin, isOwnForm } from '@/lib/server/auth/origin'
import type { Env } from '@/lib/server/env'
import { clientAddress } from '@/lib/server/http/client-address'
import { cacheControl, contentSecurityPolicy, securityHeaders } from '@/lib/server/http/headers'
import { logFailure } from '@/lib/server/log'
import { processState } from '@/lib/server/process-state'
import type { Exchange } from '../exchange'
import type { Places } from '../places'
import type { Connections } from './connections'
import { isForm, readableForm } from './form-check'
import { answerWithoutWorker } from './no-worker'
import { Refusal, refuse } from './refusal'
import { logWhenDone } from './request-log'
import { staticPages } from './static-pages'
import type { Bodies } from './whole-request'

type Options = {
  app: RequestHandler
  env: Env
  dev: boolean
  root: string
  connections: Connections
  bodies: Bodies
  places: Places
}

/** Next fails over some of the others, like TRACE. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * What stands between the network and the app: it checks the request line, sets every header that
 * all answers share, tells the app who asks, limits and logs.
 */
export function requestListener(options: Options): RequestListener {
  const { env, dev, root, connections } = options
  const publicFiles = filesIn(join(root, 'public'))
  const pages: ReadonlyMap<string, readonly string[]> = dev ? new Map() : staticPages(root)
  const https = env.appUrl?.startsWith('https:') ?? false

  return (request, response) => {
    const id = randomUUID()
    const path = pathOf(request)
    logWhenDone(request, response, id, path)

    const scripts = { nonce: randomBytes(16).toString('base64') }
    const context = { scripts, https, trusted: https || isTrusted(request), dev }
    response.setHeader('X-Request-Id', id)
    setHeaders(response, securityHeaders(context))
    beforeHeaders(response, () => {
      // Only now it shows whether Next answers with a page of the build, which knows no nonce.
      const page = response.statusCode === 404 ? '/_not-found' : (path ?? '')
      const hashes = response.hasHeader('x-nextjs-prerender') ? pages.get(page) : undefined
      if (hashes) setHeaders(response, securityHeaders({ ...context, scripts: { hashes } }))
      const wanted = response.getHeader('Cache-Control')?.toString()
      response.setHeader('Cache-Control', cacheControl(path ?? '', publicFiles, wanted))
      const type = response.getHeader('Content-Type')?.toString()
      if (type?.startsWith('text/event-stream')) connections.markAsStream(response)
      // Whoever asks to speak another protocol is answered in this one, and heard no further.
      if (processState().draining || asksForAnotherProtocol(request)) {
        response.setHeader('Connection', 'close')
      }
    })

    const { headers } = request
    headers['x-request-id'] = id
    headers['x-client-address'] = clientAddress(request, env.trustProxy)
    headers['content-security-policy'] = contentSecurityPolicy(context)
    if (env.trustProxy === 0) {
      for (const name of Object.keys(headers)) {
        if (name === 'forwarded' || name.startsWith('x-forwarded-')) delete headers[name]
      }
    }
    connections.begin(request, response, headers['x-client-address'], (exchange) => {
      answer(options, exchange, path).catch((error: unknown) => {
        if (!(error instanceof Refusal)) logFailure('a request', error)
        if (exchange.ended) return
        if (error instanceof Refusal) return refuse(request, response, error)
        if (response.headersSent) response.destroy()
        else
          refuse(request, response, new Refusal('internal', 'Something went wrong on the server.'))
      })
    })
  }
}

/** Hands a request to the app once it is known to be one that the app can answer; throws a Refusal otherwise. */
async function answer(
  { app, env, dev, bodies, places }: Options,
  exchange: Exchange,
  path: string | undefined,
): Promise<void> {
  const { request, response } = exchange
  if (path === undefined) {
    throw new Refusal('invalid', 'The address of the request is not valid.')
  }
  if (!methods.has(request.method ?? '')) {
    response.setHeader('Allow', [...methods].join(', '))
    throw new Refusal('method_not_allowed', 'The server does not know this method.')
  }
  // The actions refuse this as well, but Next would fail over it first.
  if (request.method === 'POST' && !path.startsWith('/api/')) requireOwnForm(request, env.appUrl)
  if (dev && path === '/sw.js') return answerWithoutWorker(response)
  const whole = await bodies.whole(request)
  const readable = isForm(whole) ? await readableForm(whole, path) : whole
  // Whoever watches over the server must get an answer above all when there is much to do.
  if (!path.startsWith('/api/health/') && !(await places.take(exchange))) {
    throw new Refusal('unavailable', 'The server is busy; try again in a moment.')
  }
  if (!exchange.ended) await app(readable, response)
}

/** The path without the query; undefined where path or host cannot be understood. Makes a whole URL a path. */
function pathOf(request: IncomingMessage): string | undefined {
  const { host } = request.headers
  try {
    if (host === undefined && request.httpVersion === '1.1') return undefined
    if (host !== undefined && new URL(`http://${host}`).host === '') return undefined
    const target = /^https?:\/\/[^/?#]*(.*)$/i.exec(request.url ?? '')?.[1] ?? request.url ?? ''
    request.url = target.startsWith('?') ? `/${target}` : target || '/'
    const path = request.url.split('?', 1)[0] ?? ''
    return path.startsWith('/') && !decodeURIComponent(path).includes('\0') ? path : undefined
  } catch {
    return undefined
  }
}

/** Whether a browser trusts where the request went: it says so itself, and everybody does of their own machine. */
function isTrusted({ headers }: IncomingMessage): boolean {
  if (headers['sec-fetch-site'] !== undefined) return true
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(headers.host ?? '')
}

function asksForAnotherProtocol({ headers }: IncomingMessage): boolean {
  return headers.upgrade !== undefined || /\bupgrade\b/i.test(headers.connection ?? '')
}

/** Refuses a form from elsewhere; hands on one of ours under the one name that Next knows, which may be another of ours. */
function requireOwnForm({ headers }: IncomingMessage, appUrl?: string): void {
  if (headers.origin === undefined) return
  const names = ['host', 'origin', 'referer', 'sec-fetch-site', 'x-forwarded-host']
  const from = new Headers(
    names.flatMap((name) => [headers[name] ?? []].flat().map((value) => [name, value])),
  )
  if (!isOwnForm(from, appUrl)) {
    throw new Refusal('cross_origin', crossOrigin(from, appUrl).message)
  }
  if (headers.host) headers.origin = `http://${headers.host}`
  else delete headers.origin
}

function setHeaders(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}

/** Calls `change` at the last moment at which headers can still be changed. */
function beforeHeaders(response: ServerResponse, change: () => void): void {
  const write = response.writeHead
  response.writeHead = function writeHead(this: ServerResponse, ...args: unknown[]) {
    const headers = args.at(-1)
    if (typeof headers === 'object' && headers !== null && !Array.isArray(headers)) {
      for (const [name, value] of Object.entries(headers)) this.setHeader(name, value)
      args.pop()
    }
    if (typeof args[0] === 'number') this.statusCode = args[0]
    change()
    return write.apply(this, args as Parameters<typeof write>)
  } as typeof write
}

/** The paths of the files that everybody may have, as in the address. */
function filesIn(directory: string): Set<string> {
  if (!existsSync(directory)) return new Set()
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  return new Set(names.map((name) => `/${name.replaceAll('\\', '/')}`))
}
