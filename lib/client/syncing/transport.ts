import type { Replica } from '@/lib/client/replica/replica'
import type { RecoverReply, SyncReply } from '@/lib/domain/protocol'
import { ask } from './ask'
import { SyncProblem, type Transport } from './engine'
import { recover } from './recovery'

/** After this long without an answer the request is given up and made again later, in milliseconds. */
const patience = 30_000

/** Sends a sync request to this site's server. */
export const sendToServer: Transport = (request) => post<SyncReply>('/api/sync', request, 'acks')

/** Gives a restored server what it has lost, as `recover` does. */
export const recoverAtServer = (replica: Replica): Promise<void> =>
  recover(replica, (request) => post<RecoverReply>('/api/sync/recover', request, 'refused'))

async function post<Reply>(path: string, body: object, has: string): Promise<Reply> {
  const answer = await ask<Reply>(path, { body, patience, has })
  if ('reply' in answer) return answer.reply
  const { code, detail = 'The server could not answer.' } = answer.problem
  throw new SyncProblem(code, detail)
}
