import { deviceCtx } from '@/lib/server/auth/request'
import { readJson } from '@/lib/server/http/body'
import { problem } from '@/lib/server/http/problem'
import { inShareOf } from '@/lib/server/lines'
import { answerRecover } from '@/lib/server/sync/recover'

export async function POST(request: Request): Promise<Response> {
  try {
    const ctx = await deviceCtx(request)
    const body = await readJson(request)
    const reply = await inShareOf(ctx.userId, () => answerRecover(ctx, body))
    return Response.json(reply, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return problem(error)
  }
}
