import type { Server } from 'node:http'
import { processState } from '@/lib/server/process-state'
import type { Connections } from './connections'

/**
 * Ends a server within 7 s: says it is not ready, finishes what is open, then ends the streams, and then every connection.
 * While something is still being answered it keeps listening, so that whoever asks hears that it stops.
 */
export async function shutDown(server: Server, connections: Connections): Promise<void> {
  processState().draining = true
  await connections.idle(3000)
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  await connections.idle(3000)
  for (const stream of connections.streams) stream.end()
  const grace = setTimeout(() => connections.destroyAll(), 500)
  await closed
  clearTimeout(grace)
}
