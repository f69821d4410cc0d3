import 'server-only'
import { failureCode } from '@/db/failures'
import { AppError, errorTable } from '@/lib/core/errors'
import { logFailure } from '../log'
import { noteRefusedWrite } from '../readiness'

/** Any thrown value as the AppError its caller may see; what is ours to mend is logged and told only as `internal`. */
export function seenError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = failureCode(error)
  if (code !== undefined && isUnwritable(code)) {
    logFailure('a write', error)
    noteRefusedWrite()
    return new AppError(
      'unavailable',
      'The server cannot store anything at the moment. Nothing was changed. Please try again later.',
      { retryAfter: 30 },
    )
  }
  if (code !== undefined && isOverload(code)) {
    return new AppError('unavailable', 'The server is busy. Please try again in a moment.', {
      retryAfter: 1,
    })
  }
  logFailure('a request', error)
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

// A full disk, also the one below the embedded database, and a database that only reads.
const unwritable = new Set(['53100', '25006', 'ENOSPC', 'EDQUOT', 'EROFS'])

function isUnwritable(code: string): boolean {
  return unwritable.has(code)
}

// Lock and statement time-outs, a server that is starting, stopping or was lost, and connections that are.
const overloads = new Set(['55P03', '57014', '57P01', '57P02', '57P03', '25P03', '25P04'])

// All of class 53 is a want of something: connections, memory, whatever is configured.
function isOverload(code: string): boolean {
  return overloads.has(code) || /^(53...$|08...$|CONNECT|CONNECTION_|ECONN|ETIMEDOUT)/.test(code)
}
