import type { Server } from 'node:http'
import { processState } from '@/lib/server/process-state'
import type { OpenRequests } from './open-requests'

/**
 * Ends a server within 7 s: says it is not ready, finishes what is open, then ends the streams.
 * While something is still being answered it keeps listening, so that whoever asks hears that it stops.
 */
export async function shutDown(server: Server, open: OpenRequests): Promise<void> {
  processState().draining = true
  await open.idle(3000)
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  await open.idle(3000)
  for (const stream of open.streams) stream.end()
  const grace = setTimeout(() => server.closeAllConnections(), 500)
  await closed
  clearTimeout(grace)
}
