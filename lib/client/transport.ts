import type { SyncReply } from '@/lib/domain/protocol'
import { SyncProblem, type Transport } from './engine'

/** After this long without an answer the request is given up and made again later, in milliseconds. */
const patience = 30_000

/** Sends a sync request to this site's server. */
export const sendToServer: Transport = async (request) => {
  const response = await fetch('/api/sync', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  })
  const body: unknown = await response.json()
  if (response.ok) return body as SyncReply
  const { code, detail } = (body ?? {}) as { code?: string; detail?: string }
  throw new SyncProblem(code ?? 'internal', detail ?? 'The server could not answer.')
}
