import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ErrorCode, errorTable } from '@/lib/core/errors'

/** Answers with a problem document instead of handing the request to the app. */
export function refuse(response: ServerResponse, code: ErrorCode, detail: string): void {
  const { status } = errorTable[code]
  response.statusCode = status
  response.setHeader('Content-Type', 'application/problem+json')
  if (status === 503) response.setHeader('Retry-After', '1')
  response.end(problem(code, status, detail))
}

/** Answers what Node could not even read as a request, and ends the connection. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { code, status, detail } = broken[error.code ?? ''] ?? notHttp
  const body = problem(code, status, detail)
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n` +
      'Content-Type: application/problem+json\r\nCache-Control: no-store\r\n' +
      `X-Content-Type-Options: nosniff\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  )
}

type Broken = { code: ErrorCode; status: number; detail: string }

const notHttp: Broken = { code: 'invalid', status: 400, detail: 'The request is not valid HTTP.' }
const broken: Record<string, Broken | undefined> = {
  HPE_HEADER_OVERFLOW: { code: 'too_large', status: 431, detail: 'The headers are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: {
    code: 'invalid',
    status: 408,
    detail: 'The request took too long to arrive.',
  },
}

function problem(code: ErrorCode, status: number, detail: string): string {
  const { title } = errorTable[code]
  return JSON.stringify({ type: `about:blank#${code}`, title, status, code, detail })
}
