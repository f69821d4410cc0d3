import { AppError, type ErrorCode, errorTable } from '@/lib/core/errors'
import { ask } from './ask'

/** After this long without an answer a request is given up, in milliseconds. */
const patience = 15_000

/**
 * Calls the REST API as the person who is signed in here; `has` is a field of the answer that is wanted. What the server
 * refuses is thrown as AppError, an answer that is not the server's as NotOurs; anything else that is thrown means that it
 * could not be reached.
 */
export async function callApi<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  { body, has }: { body?: object; has?: string } = {},
): Promise<T> {
  const answer = await ask<T>(`/api/v1${path}`, { method, body, patience, has })
  if ('reply' in answer) return answer.reply
  const { code, detail, errors } = answer.problem
  const known = Object.hasOwn(errorTable, code) ? (code as ErrorCode) : 'internal'
  throw new AppError(known, detail, errors && { fields: errors })
}
