import { AppError, type ErrorCode, errorTable, type FieldError } from '@/lib/core/errors'

/** After this long without an answer a request is given up, in milliseconds. */
const patience = 15_000

type Problem = { code?: string; detail?: string; errors?: FieldError[] }

/**
 * Calls the REST API as the person who is signed in here. What the server refuses is thrown as AppError; anything else
 * that is thrown means that it could not be reached.
 */
export async function callApi<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<T> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  if (response.status === 204) return undefined as T
  const answer: unknown = await response.json()
  if (response.ok) return answer as T
  const { code = '', detail, errors } = (answer ?? {}) as Problem
  const known = code in errorTable ? (code as ErrorCode) : 'internal'
  throw new AppError(known, detail, errors && { fields: errors })
}
