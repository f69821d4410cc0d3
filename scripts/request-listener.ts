import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { RequestHandler } from 'next/dist/server/next'
import { isSameOrigin } from '@/lib/server/auth/origin'
import type { Env } from '@/lib/server/env'
import { clientAddress } from '@/lib/server/http/client-address'
import { cacheControl, contentSecurityPolicy, securityHeaders } from '@/lib/server/http/headers'
import { processState } from '@/lib/server/process-state'
import { answerWithoutWorker } from './no-worker'
import type { OpenRequests } from './open-requests'
import { refuse } from './refusal'
import { staticPages } from './static-pages'

type Options = {
  app: RequestHandler
  env: Env
  dev: boolean
  root: string
  open: OpenRequests
}

/** Above this many at once, more would only make all of them slower. */
const most = 256

/** Next fails over some of the others, like TRACE. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** In bytes. Next would answer a larger one with an error of its own; REST has its own limits. */
const largestForm = 1024 * 1024

/**
 * What stands between the network and the app: it checks the request line, sets every header that
 * all answers share, tells the app who asks, limits and logs.
 */
export function requestListener({ app, env, dev, root, open }: Options): RequestListener {
  const publicFiles = filesIn(join(root, 'public'))
  const pages: ReadonlyMap<string, readonly string[]> = dev ? new Map() : staticPages(root)
  const https = env.appUrl?.startsWith('https:') ?? false

  return (request, response) => {
    const id = randomUUID()
    const path = pathOf(request)
    logWhenDone(request, response, id, path)
    open.add(response)

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
      if (type?.startsWith('text/event-stream')) open.markAsStream(response)
      if (processState().draining) response.setHeader('Connection', 'close')
    })

    if (path === undefined) {
      return refuse(response, 'invalid', 'The address of the request is not valid.')
    }
    if (!methods.has(request.method ?? '')) {
      response.setHeader('Allow', [...methods].join(', '))
      return refuse(response, 'method_not_allowed', 'The server does not know this method.')
    }
    // Whoever watches over the server must get an answer above all when there is much to do.
    if (open.count > most && !path.startsWith('/api/health/')) {
      return refuse(response, 'unavailable', 'The server is busy; try again in a moment.')
    }

    const { headers } = request
    if (!path.startsWith('/api/') && Number(headers['content-length'] ?? 0) > largestForm) {
      return refuse(response, 'too_large', 'The form is larger than 1 MiB.')
    }
    // The actions refuse this as well, but Next would fail over it first.
    if (isForeignForm(request, path, env.appUrl)) {
      return refuse(response, 'cross_origin', 'The form was sent from another site.')
    }
    if (dev && path === '/sw.js') return answerWithoutWorker(response)
    headers['x-request-id'] = id
    headers['x-client-address'] = clientAddress(request, env.trustProxy)
    headers['content-security-policy'] = contentSecurityPolicy(context)
    if (env.trustProxy === 0) {
      for (const name of Object.keys(headers)) {
        if (name === 'forwarded' || name.startsWith('x-forwarded-')) delete headers[name]
      }
    }
    app(request, response).catch((error: unknown) => {
      console.error(error)
      if (response.headersSent) response.destroy()
      else refuse(response, 'internal', 'Something went wrong on the server.')
    })
  }
}

/** The path without the query; undefined where path or host cannot be understood. Makes a whole URL a path. */
function pathOf(request: IncomingMessage): string | undefined {
  const { host } = request.headers
  try {
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

function isForeignForm(
  { method, headers }: IncomingMessage,
  path: string,
  appUrl?: string,
): boolean {
  const { origin, host = '' } = headers
  if (method !== 'POST' || path.startsWith('/api/') || origin === undefined) return false
  return !isSameOrigin(new Headers({ origin, host }), appUrl)
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

/** One line of JSON per request, without anything personal: no query, no body, no address. */
function logWhenDone(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  path: string | undefined,
): void {
  const started = performance.now()
  const { method } = request
  response.once('close', () => {
    const ms = Math.round((performance.now() - started) * 10) / 10
    const cut = response.writableFinished ? {} : { cut: true }
    const line = { at: new Date().toISOString(), id, method, path, status: response.statusCode }
    // Not by console, through which Next goes first, at a twentieth of what a request costs.
    process.stdout.write(`${JSON.stringify({ ...line, ms, ...cut })}\n`)
  })
}

/** The paths of the files that everybody may have, as in the address. */
function filesIn(directory: string): Set<string> {
  if (!existsSync(directory)) return new Set()
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  return new Set(names.map((name) => `/${name.replaceAll('\\', '/')}`))
}
