import 'server-only'
import * as z from 'zod'
import { toDecimal } from '@/lib/core/money'
import type { UnitRevision, Values } from '@/lib/domain/merge'
import { readRevisions } from '@/lib/server/reads/revisions'
import { findExpenses } from '../reads/expenses'
import { onlyOne } from '../reads/spaces'
import { endpoint } from './endpoint'
import { idParams, instant, listOf, uuid, walletQuery } from './shapes'

const values = z.record(z.string(), z.unknown())

const revisionShape = z.strictObject({
  walletId: uuid,
  movedFrom: z.strictObject({ walletId: uuid, id: uuid }).optional(),
  rev: z.int().min(0),
  kind: z.enum(['create', 'update', 'delete', 'restore']),
  at: instant,
  by: uuid,
  byName: z.string().nullable(),
  via: z.enum(['rest', 'form', 'sync', 'system', 'recovery']),
  client: uuid.nullable(),
  device: z.string().nullable(),
  changes: z.record(
    z.string(),
    z.strictObject({ from: values, to: values, seen: values.optional() }),
  ),
})

/** GET /expenses/{id}/history */
export const expenseHistory = endpoint({
  method: 'GET',
  path: '/expenses/{id}/history',
  tag: 'Expenses',
  summary: 'Read what happened to an expense, oldest first',
  description:
    'Per changed unit: `from` is what stood there, `to` what stands there since, `seen` what the author saw if that was something else. `client` is the device that it was made on, null for scripts and the plain form; `device` says in words where it was made (“Firefox on Windows”). Deleted expenses keep their history. One that was moved brings along what happened to it in those wallets of yours that it was in before; its first step in the next wallet then says where it was `movedFrom`, and each `rev` counts in its own `walletId`.',
  access: 'user',
  params: idParams,
  query: walletQuery,
  answers: { 200: { description: 'All its revisions', body: listOf(revisionShape) } },
  errors: ['not_found', 'ambiguous_id'],
  run: async ({ ctx, params, query }) => {
    const row = onlyOne(await findExpenses(ctx, params.id, query.walletId))
    const found = await readRevisions(ctx, row)
    const items = found.map(({ units, name, label, currency, movedFrom, ...rest }) => ({
      ...rest,
      ...(movedFrom && { movedFrom: { walletId: movedFrom.spaceId, id: movedFrom.id } }),
      byName: name,
      device: label,
      changes: Object.fromEntries(
        Object.entries(units).map(([unit, revision]) => [unit, showRevision(revision, currency)]),
      ),
    }))
    return { status: 200, body: { items, nextCursor: null } }
  },
})

function showRevision(revision: UnitRevision, currency: string): UnitRevision {
  const { from, to, seen } = revision
  return {
    from: showValues(from, currency),
    to: showValues(to, currency),
    ...(seen && { seen: showValues(seen, currency) }),
  }
}

// Amounts go out as decimals everywhere, beside their currency; the fields that are not used yet are left out.
function showValues(fields: Values, currency: string): Values {
  const shown = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
  const { amount } = shown
  if (typeof amount !== 'number') return shown
  const own = typeof shown.currency === 'string' ? shown.currency : currency
  return { ...shown, amount: toDecimal(amount, own), currency: own }
}
