import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { RequestHandler } from 'next/dist/server/next'
import type { Env } from '@/lib/server/env'
import { type PlaceLimits, Places, placeLimits } from '../places'
import { type ConnectionLimits, Connections, connectionLimits } from './connections'
import { answerBrokenRequest, refuseTunnel } from './refusal'
import { requestListener } from './request-listener'
import { Bodies, type BodyLimits, bodyLimits } from './whole-request'

type Options = { app: RequestHandler; env: Env; dev: boolean; root: string }

/** How much of anything is too much. */
export type Limits = ConnectionLimits & PlaceLimits & BodyLimits

/** The server in front of the app, not listening yet, and the guard of its connections. */
export function httpServer(
  options: Options,
  limits: Partial<Limits> = {},
): { server: Server; connections: Connections; places: Places } {
  const all: Limits = { ...connectionLimits, ...placeLimits, ...bodyLimits, ...limits }
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: all.patience,
    // The reader of bodies is stricter.
    requestTimeout: 300_000,
    connectionsCheckingInterval: 1000,
    // Longer than the proxies in front, which else use a connection that just ends.
    keepAliveTimeout: 65_000,
    // Refused by the listener, which logs it.
    requireHostHeader: false,
  })
  // In development a connection may speak another protocol, and be quiet for long.
  server.timeout = options.dev ? 0 : all.quiet
  const connections = new Connections(server, all)
  const places = new Places(all)
  const bodies = new Bodies(all)
  const listener = requestListener({ ...options, connections, places, bodies })
  server.on('request', listener)
  // Nobody is asked to expect anything else than an answer.
  server.on('checkExpectation', listener)
  server.on('connect', refuseTunnel)
  server.on('clientError', (error, socket) =>
    answerBrokenRequest(connections, error, socket as Socket),
  )
  return { server, connections, places }
}
