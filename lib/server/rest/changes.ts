import 'server-only'
import * as z from 'zod'
import { toDecimal } from '@/lib/core/money'
import { idField } from '@/lib/domain/fields'
import { type AnyRow, readChanges, walletEntities } from '../reads/changes'
import { endpoint } from './endpoint'
import { uuid, wholeQuery } from './shapes'

const changeShape = z.strictObject({
  entity: z.enum(walletEntities),
  id: uuid,
  rev: z.int().min(0),
  deleted: z.boolean(),
  movedTo: z.strictObject({ walletId: uuid, id: uuid }).optional(),
  fields: z.record(z.string(), z.unknown()),
})

/** GET /changes */
export const listChanges = endpoint({
  method: 'GET',
  path: '/changes',
  tag: 'Changes',
  summary: 'List what changed or was deleted after a revision',
  description:
    'For scripts that mirror a wallet: begin with `since=0`, keep the `since` of each answer, and ask on at once while `more` is true. 410 means that the revision is not known any more: begin anew.',
  access: 'user',
  query: z.strictObject({
    walletId: idField,
    since: wholeQuery(0, Number.MAX_SAFE_INTEGER),
    limit: wholeQuery(1, 500).optional(),
  }),
  answers: {
    200: {
      description: 'Rows in the order of their revisions; a row appears once, as it stands now',
      body: z.strictObject({
        items: z.array(changeShape),
        since: z.int().min(0),
        more: z.boolean(),
      }),
    },
  },
  errors: ['not_found', 'gone'],
  run: async ({ ctx, query }) => {
    const { rows, since, more } = await readChanges(
      ctx,
      query.walletId,
      query.since,
      query.limit ?? 500,
    )
    return { status: 200, body: { items: rows.map(showChange), since, more } }
  },
})

function showChange({ entity, row }: AnyRow): z.infer<typeof changeShape> {
  const { spaceId: _, id, rev, deletedAt, movedTo, ...fields } = row
  return {
    entity,
    id,
    rev,
    deleted: deletedAt !== null,
    ...(movedTo && { movedTo: { walletId: movedTo.spaceId, id: movedTo.id } }),
    fields: 'amount' in fields ? showMoney(fields) : fields,
  }
}

function showMoney<F extends { amount: number | null; currency: string }>({
  amount,
  ...fields
}: F) {
  return { amount: amount === null ? null : toDecimal(amount, fields.currency), ...fields }
}
