import 'server-only'
import * as z from 'zod'
import { toDecimal } from '@/lib/core/money'
import type { UnitRevision } from '@/lib/domain/merge'
import { findExpenses } from '../reads/expenses'
import { readHistory } from '../reads/history'
import { onlyOne } from '../reads/spaces'
import { endpoint } from './endpoint'
import { idParams, instant, listOf, uuid, walletQuery } from './shapes'

const values = z.record(z.string(), z.unknown())

const revisionShape = z.strictObject({
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
    'Per changed unit: `from` is what stood there, `to` what stands there since, `seen` what the author saw if that was something else. `client` is the device that it was made on, null for scripts and the plain form; `device` says in words where it was made (“Firefox on Windows”). Deleted expenses keep their history.',
  access: 'user',
  params: idParams,
  query: walletQuery,
  answers: { 200: { description: 'All its revisions', body: listOf(revisionShape) } },
  errors: ['not_found', 'ambiguous_id'],
  run: async ({ ctx, params, query }) => {
    const row = onlyOne(await findExpenses(ctx, params.id, query.walletId))
    const found = await readHistory(ctx, row.spaceId, row.id)
    const items = found.map(({ units, name, label, ...rest }) => ({
      ...rest,
      byName: name,
      device: label,
      changes: Object.fromEntries(
        Object.entries(units).map(([unit, revision]) => [
          unit,
          showRevision(revision, row.currency),
        ]),
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

// Amounts go out as decimals everywhere; the fields that are not used yet are left out.
function showValues(fields: Record<string, unknown>, currency: string): Record<string, unknown> {
  const shown = Object.entries(fields).filter(([, value]) => value !== null)
  return Object.fromEntries(
    shown.map(([field, value]) =>
      field === 'amount' && typeof value === 'number'
        ? [
            field,
            toDecimal(value, typeof fields.currency === 'string' ? fields.currency : currency),
          ]
        : [field, value],
    ),
  )
}
