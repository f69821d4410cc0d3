import { database } from '@/db/client'
import { expenses } from '@/db/schema/expenses'
import { newId } from '@/lib/core/ids'

export const dynamic = 'force-dynamic'

type Place = { userId: string; walletId: string; categoryId: string }

const places: Place[] = JSON.parse(process.env.BENCH_WALLETS ?? '[]')
let count = 0

export async function POST(): Promise<Response> {
  const place = places[count++ % places.length]
  if (!place) throw new Error('BENCH_WALLETS is empty.')
  const { userId, walletId, categoryId } = place
  const id = newId()
  const at = new Date().toISOString()
  await database()
    .insert(expenses)
    .values({
      ...{ spaceId: walletId, id, rev: 0, categoryId },
      ...{ createdAt: at, createdBy: userId, updatedAt: at, updatedBy: userId },
      ...{ amount: 1250, currency: 'EUR', date: '2026-06-15', note: 'Bread and milk' },
    })
  return Response.json({ id }, { status: 201 })
}
