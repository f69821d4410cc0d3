import { deviceCtx } from '@/lib/server/auth/request'
import { readJson } from '@/lib/server/http/body'
import { problem } from '@/lib/server/http/problem'
import { answerSync } from '@/lib/server/sync/answer'

export async function POST(request: Request): Promise<Response> {
  try {
    const ctx = await deviceCtx(request)
    const reply = await answerSync(ctx, await readJson(request, { deep: true }))
    return Response.json(reply, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return problem(error)
  }
}
