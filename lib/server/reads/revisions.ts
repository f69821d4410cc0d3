import 'server-only'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { expenses } from '@/db/schema/expenses'
import { revisions } from '@/db/schema/revisions'
import type { Ctx } from '@/lib/server/auth/ctx'
import { currencyOf, walletIds } from './spaces'

/** Where an expense is or was: a move to another wallet gives it a new id there. */
type Place = { spaceId: string; id: string; currency: string }

/**
 * Everything that happened to an expense of the caller's, oldest first, with who did it and where. What it was before it
 * was moved here is part of that as far as the caller may read those wallets; the move itself is its first step here.
 */
export async function readRevisions(ctx: Ctx, { spaceId, id, currency }: Place) {
  currencyOf(ctx, spaceId)
  const places = await placesUntil(ctx, { spaceId, id, currency })
  const lives = await Promise.all(places.map(stepsAt))
  return lives.flatMap((steps, at) => {
    const isLeft = at < lives.length - 1 && steps.at(-1)?.kind === 'delete'
    const told = isLeft ? steps.slice(0, -1) : steps
    return told.map((step, index) => ({
      ...step,
      currency: places[at]?.currency ?? currency,
      movedFrom: index === 0 ? places[at - 1] : undefined,
    }))
  })
}

/** Where an expense was before, one place after the other, up to where it is; as far as its reader may follow. */
async function placesUntil(ctx: Ctx, place: Place): Promise<Place[]> {
  const places = [place]
  let before = await placeBefore(ctx, place)
  // What devices brought back after a restore may say anything, also that the way is a circle.
  while (
    before &&
    !places.some(({ spaceId, id }) => spaceId === before?.spaceId && id === before.id)
  ) {
    places.unshift(before)
    before = await placeBefore(ctx, before)
  }
  return places
}

async function placeBefore(ctx: Ctx, { spaceId, id }: Place): Promise<Place | undefined> {
  const here = sql`jsonb_build_object('spaceId', ${spaceId}::text, 'id', ${id}::text)`
  const [before] = await database()
    .select({ spaceId: expenses.spaceId, id: expenses.id, currency: expenses.currency })
    .from(expenses)
    .where(and(inArray(expenses.spaceId, walletIds(ctx)), eq(expenses.movedTo, here)))
    .limit(1)
  return before
}

function stepsAt({ spaceId, id }: Place) {
  return database()
    .select({
      walletId: revisions.spaceId,
      rev: revisions.rev,
      kind: revisions.kind,
      units: revisions.units,
      at: revisions.at,
      by: revisions.by,
      name: users.name,
      via: revisions.via,
      client: revisions.client,
      label: revisions.label,
    })
    .from(revisions)
    .leftJoin(users, eq(users.id, revisions.by))
    .where(and(eq(revisions.spaceId, spaceId), eq(revisions.rowId, id)))
    .orderBy(asc(revisions.rev), asc(revisions.id))
}
