import type { RecoverReply, SyncReply } from '@/lib/domain/protocol'
import { SyncProblem, type Transport } from './engine'
import type { RecoverTransport } from './recovery'

/** After this long without an answer the request is given up and made again later, in milliseconds. */
const patience = 30_000

/** Sends a sync request to this site's server. */
export const sendToServer: Transport = (request) => post<SyncReply>('/api/sync', request)

/** Sends a request of a recovery there. */
export const recoverAtServer: RecoverTransport = (request) =>
  post<RecoverReply>('/api/sync/recover', request)

async function post<Reply>(path: string, request: object): Promise<Reply> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  })
  const body: unknown = await response.json()
  if (response.ok) return body as Reply
  const { code, detail } = (body ?? {}) as { code?: string; detail?: string }
  throw new SyncProblem(code ?? 'internal', detail ?? 'The server could not answer.')
}
