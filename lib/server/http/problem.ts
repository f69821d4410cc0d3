import 'server-only'
import { failureCode } from '@/db/failures'
import { AppError, errorTable } from '@/lib/core/errors'

/** Any thrown value as the AppError its caller may see; what is ours to mend is logged and told only as `internal`. */
export function seenError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isOverload(error)) {
    return new AppError('unavailable', 'The server is busy. Please try again in a moment.', {
      retryAfter: 1,
    })
  }
  console.error(error)
  return new AppError('internal', 'Something went wrong on our side. Nothing was changed.')
}

/** An error as RFC 9457 `application/problem+json`. */
export function problem(error: unknown): Response {
  const { code, status, message, fields, retryAfter } = seenError(error)
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  })
  if (code === 'unauthorized') headers.set('www-authenticate', 'Bearer realm="TrackThatMoney"')
  if (retryAfter !== undefined) headers.set('retry-after', String(Math.ceil(retryAfter)))
  const body = {
    type: `about:blank#${code}`,
    title: errorTable[code].title,
    status,
    code,
    detail: message,
    ...(fields ? { errors: fields } : {}),
  }
  return new Response(JSON.stringify(body), { status, headers })
}

// Lock and statement time-outs, too many connections, a server that is starting or stopping, and lost connections.
const overloads = new Set(['55P03', '57014', '53300', '57P01', '57P03', '25P03'])

function isOverload(error: unknown): boolean {
  const code = failureCode(error)
  if (code === undefined) return false
  return overloads.has(code) || /^(CONNECT|CONNECTION_|ECONN|ETIMEDOUT)/.test(code)
}
