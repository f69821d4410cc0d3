import { deviceCtx } from '@/lib/server/auth/request'
import { problem } from '@/lib/server/http/problem'
import { openStream } from '@/lib/server/sync/stream'

export async function GET(request: Request): Promise<Response> {
  try {
    const stream = await openStream(await deviceCtx(request))
    const headers = {
      'content-type': 'text/event-stream; charset=utf-8',
      // Compression would keep events back until there are more.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    }
    return new Response(stream, { headers })
  } catch (error) {
    return problem(error)
  }
}
