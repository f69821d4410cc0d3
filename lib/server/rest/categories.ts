import 'server-only'
import * as z from 'zod'
import { nameTaken } from '@/lib/domain/categories/guard'
import { categoryColors, categoryIcons } from '@/lib/domain/categories/palette'
import {
  endPosition,
  holderOfName,
  lastPosition,
  mostCategories,
} from '@/lib/domain/categories/rules'
import { changesBetween, seenOf } from '@/lib/domain/change'
import { idField, lineField } from '@/lib/domain/fields'
import type { Tx } from '@/lib/domain/mutation'
import { execute } from '../execute'
import { findCategories, readCategories } from '../reads/categories'
import { defaultWalletId, onlyOne } from '../reads/spaces'
import { etag, expectRev, expectRow, rowId } from './call'
import { answerWritten, categoryShape, showCategory } from './category-shapes'
import { type Answer, endpoint } from './endpoint'
import { idParams, listOf, walletQuery } from './shapes'

const tag = 'Categories'

const look = {
  icon: z.enum(categoryIcons).optional(),
  color: z.enum(categoryColors).optional(),
  position: z.int().min(0).max(lastPosition).optional(),
}

/** GET /categories */
export const listCategoriesEndpoint = endpoint({
  method: 'GET',
  path: '/categories',
  tag,
  summary: 'List categories in their order',
  description: 'Archived ones are included; merged ones are not.',
  access: 'user',
  query: walletQuery,
  answers: {
    200: { description: 'All categories of your wallets, or of one', body: listOf(categoryShape) },
  },
  errors: ['not_found'],
  run: async ({ ctx, query }) => {
    const rows = await readCategories(ctx, query.walletId)
    return { status: 200, body: { items: rows.map(showCategory), nextCursor: null } }
  },
})

/** POST /categories */
export const addCategory = endpoint({
  method: 'POST',
  path: '/categories',
  tag,
  summary: 'Add a category',
  description:
    'The name of an archived category brings that one back. Without a position it comes last.',
  access: 'user',
  body: z.strictObject({
    name: lineField(60),
    ...look,
    walletId: z.optional(idField),
    id: z.optional(idField),
  }),
  example: { name: 'Pets', icon: 'gift', color: 'teal' },
  idempotent: true,
  answers: {
    201: { description: 'The category', body: categoryShape, headers: ['Location', 'ETag'] },
  },
  errors: ['not_found', 'name_taken', 'in_use'],
  run: async ({ ctx, body, call }) => {
    const walletId = body.walletId ?? defaultWalletId(ctx)
    const id = body.id ?? rowId(call, 'category')
    const { name, icon = 'tag', color = 'slate' } = body
    const position = body.position ?? endPosition(await readCategories(ctx, walletId))
    const { answer } = await execute(
      ctx,
      'category.create',
      {
        walletId,
        id,
        fields: { name, icon, color, position, archived: false, mergedInto: null },
      },
      {
        ...call,
        expect: (tx) => refuseLiveName(tx, walletId, name, id),
        answer: (tx) => answerWritten(tx, { spaceId: walletId, id }, 201),
      },
    )
    return answer as Answer
  },
})

// Devices that meet offline are merged into one category; somebody who asks now is told that it is there.
async function refuseLiveName(tx: Tx, walletId: string, name: string, id: string): Promise<void> {
  const all = await tx.list('category', walletId, {}, mostCategories + 1)
  const holder = holderOfName(all, name)
  if (!holder || holder.archived || holder.id === id) return
  throw nameTaken(holder)
}

/** GET /categories/{id} */
export const getCategory = endpoint({
  method: 'GET',
  path: '/categories/{id}',
  tag,
  summary: 'Read a category',
  access: 'user',
  params: idParams,
  query: walletQuery,
  answers: { 200: { description: 'The category', body: categoryShape, headers: ['ETag'] } },
  errors: ['not_found', 'ambiguous_id'],
  run: async ({ ctx, params, query }) => {
    const row = onlyOne(await findCategories(ctx, params.id, query.walletId))
    return { status: 200, body: showCategory(row), headers: { etag: etag(row.rev) } }
  },
})

/** PATCH /categories/{id} */
export const changeCategory = endpoint({
  method: 'PATCH',
  path: '/categories/{id}',
  tag,
  summary: 'Change, archive or merge a category',
  description:
    '`mergedInto` makes it an alias of another one of its wallet: its expenses count there.',
  access: 'user',
  params: idParams,
  query: walletQuery,
  body: z.strictObject({
    name: z.optional(lineField(60)),
    ...look,
    archived: z.boolean().optional(),
    mergedInto: z.optional(z.nullable(idField)),
  }),
  example: { name: 'Pets and vets', color: 'green' },
  idempotent: true,
  conditional: true,
  answers: { 200: { description: 'The category', body: categoryShape, headers: ['ETag'] } },
  errors: ['not_found', 'ambiguous_id', 'name_taken', 'stale'],
  run: async ({ ctx, params, query, body, request, call }) => {
    const row = onlyOne(await findCategories(ctx, params.id, query.walletId))
    const key = { spaceId: row.spaceId, id: row.id }
    const changes = changesBetween('category', row, body)
    if (Object.keys(changes).length === 0) {
      expectRev(request, row.rev)
      return { status: 200, body: showCategory(row), headers: { etag: etag(row.rev) } }
    }
    const { answer } = await execute(
      ctx,
      'category.update',
      { walletId: row.spaceId, id: row.id, changes },
      {
        ...call,
        expect: expectRow(request, 'category', key),
        answer: (tx) => answerWritten(tx, key, 200),
      },
    )
    return answer as Answer
  },
})

/** DELETE /categories/{id} */
export const deleteCategory = endpoint({
  method: 'DELETE',
  path: '/categories/{id}',
  tag,
  summary: 'Delete a category, or archive it where expenses use it',
  access: 'user',
  params: idParams,
  query: walletQuery,
  idempotent: true,
  conditional: true,
  answers: { 204: { description: 'It is deleted or archived' } },
  errors: ['not_found', 'ambiguous_id', 'stale'],
  run: async ({ ctx, params, query, request, call }) => {
    const found = await findCategories(ctx, params.id, query.walletId, { deleted: true })
    const row = onlyOne(found)
    if (row.deletedAt) return { status: 204 }
    await execute(
      ctx,
      'category.delete',
      { walletId: row.spaceId, id: row.id, seen: seenOf('category', row) },
      {
        ...call,
        ...(request.headers.has('if-match') && {
          expect: expectRow(request, 'category', { spaceId: row.spaceId, id: row.id }),
        }),
        answer: async () => ({ status: 204 }),
      },
    )
    return { status: 204 }
  },
})
