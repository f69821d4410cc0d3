import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { type ErrorCode, errorTable } from '@/lib/core/errors'
import { hasBody } from '../exchange'
import type { Connections } from './connections'
import { refusedForm } from './refused-form'
import { logRequest } from './request-log'

/** Why a request is not handed to the app: a problem that its sender may see. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    detail: string,
    readonly status: number = errorTable[code].status,
  ) {
    super(detail)
  }
}

/** In milliseconds: how long a sender that is refused may go on sending, to get to the answer. */
const lingering = 1000

/** Answers with a problem document, or a form in a way that a person can read, instead of handing the request to the app. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { code, status, message }: Refusal,
): void {
  const form = code === 'cross_origin' ? refusedForm(request, message) : undefined
  const { type, body } = form ?? {
    type: 'application/problem+json',
    body: problem(code, status, message),
  }
  response.statusCode = status
  response.setHeader('Content-Type', type)
  response.setHeader('Content-Length', Buffer.byteLength(body))
  if (status === 503) response.setHeader('Retry-After', '1')
  const isWhole = request.complete || !hasBody(request)
  if (!isWhole) response.setHeader('Connection', 'close')
  if (isWhole || request.socket.readableEnded) {
    response.end(body)
    return
  }
  // Cut off, whoever still sends would lose the answer as well: it is all said now, and ended a little later.
  response.write(request.method === 'HEAD' ? '' : body)
  const end = () => {
    clearTimeout(timer)
    response.end()
  }
  const timer = setTimeout(end, lingering)
  request.once('end', end).once('close', end).resume()
}

/** Answers what Node could not even read as a request, after all that came before it, and ends the connection. */
export function answerBrokenRequest(
  connections: Connections,
  error: NodeJS.ErrnoException,
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const refusal = broken[error.code ?? ''] ?? notHttp
  const { request, response } = connections.current(socket) ?? {}
  if (request && response && hasBody(request) && !request.complete) {
    // It is the body of this one that cannot be read.
    if (response.headersSent) socket.destroy()
    else refuse(request, response, refusal)
    return
  }
  connections.afterAnswers(socket, () => refuseRaw(socket, refusal, {}))
}

/** Says that a connection cannot become a tunnel to somewhere else, and ends it. */
export function refuseTunnel({ method }: IncomingMessage, socket: Socket): void {
  const refusal = new Refusal('method_not_allowed', 'The server is no proxy.')
  refuseRaw(socket, refusal, { method })
}

function refuseRaw(
  socket: Socket,
  { code, status, message }: Refusal,
  line: { method?: string | undefined },
): void {
  const id = randomUUID()
  logRequest({ id, ...line, status })
  const body = problem(code, status, message)
  socket.on('error', () => {})
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nX-Request-Id: ${id}\r\n` +
      'Content-Type: application/problem+json\r\nCache-Control: no-store\r\n' +
      `X-Content-Type-Options: nosniff\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  )
  // Who does not hear that is not waited for.
  setTimeout(() => socket.destroy(), lingering).unref()
  socket.resume()
}

const notHttp = new Refusal('invalid', 'The request is not valid HTTP.')
const broken: Record<string, Refusal | undefined> = {
  HPE_HEADER_OVERFLOW: new Refusal('too_large', 'The headers are too large.', 431),
  ERR_HTTP_REQUEST_TIMEOUT: new Refusal('invalid', 'The request took too long to arrive.', 408),
}

function problem(code: ErrorCode, status: number, detail: string): string {
  const { title } = errorTable[code]
  return JSON.stringify({ type: `about:blank#${code}`, title, status, code, detail })
}
