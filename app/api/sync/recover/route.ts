import { deviceCtx } from '@/lib/server/auth/request'
import { readJson } from '@/lib/server/http/body'
import { problem } from '@/lib/server/http/problem'
import { answerRecover } from '@/lib/server/sync/recover'

export async function POST(request: Request): Promise<Response> {
  try {
    const ctx = await deviceCtx(request)
    const reply = await answerRecover(ctx, await readJson(request))
    return Response.json(reply, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return problem(error)
  }
}
