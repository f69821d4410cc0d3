import { refused } from '@/lib/domain/reasons'
import 'server-only'
import * as z from 'zod'
import { readyCategories } from '@/lib/domain/categories/ready'
import { changesBetween, seenOf } from '@/lib/domain/change'
import { currencyField, idField, lineField } from '@/lib/domain/fields'
import { roles } from '@/lib/domain/members/rules'
import type { Key, Tx } from '@/lib/domain/mutation'
import type { Ctx } from '../auth/ctx'
import { execute } from '../execute'
import { readWallets, wasDeleted } from '../reads/wallets'
import { etag, expectRev, expectRow, rowId } from './call'
import { type Answer, endpoint } from './endpoint'
import { idParams, instant, listOf, uuid } from './shapes'

const tag = 'Wallets'

const walletShape = z.strictObject({
  id: uuid,
  name: z.string(),
  currency: z.string(),
  role: z.enum(roles),
  createdAt: instant,
  updatedAt: instant,
  rev: z.int().min(0),
})

type WalletRow = Pick<
  Awaited<ReturnType<typeof readWallets>>[number],
  'id' | 'name' | 'currency' | 'createdAt' | 'updatedAt' | 'rev'
>

/** A wallet as REST shows it to one of its members. */
export function showWallet(ctx: Ctx, row: WalletRow): z.infer<typeof walletShape> {
  const { id, name, currency, createdAt, updatedAt, rev } = row
  const role = ctx.spaces.get(id)?.role ?? 'owner'
  return { id, name, currency, role, createdAt, updatedAt, rev }
}

async function answerWritten(ctx: Ctx, tx: Tx, key: Key, status: 200 | 201): Promise<Answer> {
  const row = await tx.get('wallet', key)
  if (!row) throw new Error('A wallet that was just written is there.')
  const headers: Record<string, string> = { etag: etag(row.rev) }
  if (status === 201) headers.location = `/api/v1/wallets/${row.id}`
  return { status, body: showWallet(ctx, row), headers }
}

async function theWallet(ctx: Ctx, id: string) {
  const [row] = await readWallets(ctx, id)
  if (!row) throw refused('wallet_missing')
  return row
}

/** GET /wallets */
export const listWalletsEndpoint = endpoint({
  method: 'GET',
  path: '/wallets',
  tag,
  summary: 'List your wallets, oldest first',
  access: 'user',
  answers: { 200: { description: 'All your wallets', body: listOf(walletShape) } },
  run: async ({ ctx }) => {
    const rows = await readWallets(ctx)
    return {
      status: 200,
      body: { items: rows.map((row) => showWallet(ctx, row)), nextCursor: null },
    }
  },
})

/** POST /wallets */
export const addWallet = endpoint({
  method: 'POST',
  path: '/wallets',
  tag,
  summary: 'Make a wallet',
  description: 'You become its owner. It starts with the ten ready categories.',
  access: 'user',
  body: z.strictObject({
    name: lineField(60),
    currency: currencyField,
    id: z.optional(idField),
  }),
  example: { name: 'Rome', currency: 'EUR' },
  idempotent: true,
  answers: {
    201: { description: 'The wallet', body: walletShape, headers: ['Location', 'ETag'] },
  },
  run: async ({ ctx, body, call }) => {
    const walletId = body.id ?? rowId(call, 'wallet')
    const { answer } = await execute(
      ctx,
      'wallet.create',
      {
        walletId,
        fields: { name: body.name, currency: body.currency },
        categories: readyCategories(walletId),
      },
      {
        ...call,
        answer: (tx) => answerWritten(ctx, tx, { spaceId: walletId, id: walletId }, 201),
      },
    )
    return answer as Answer
  },
})

/** GET /wallets/{id} */
export const getWallet = endpoint({
  method: 'GET',
  path: '/wallets/{id}',
  tag,
  summary: 'Read a wallet',
  access: 'user',
  params: idParams,
  answers: { 200: { description: 'The wallet', body: walletShape, headers: ['ETag'] } },
  errors: ['not_found'],
  run: async ({ ctx, params }) => {
    const row = await theWallet(ctx, params.id)
    return { status: 200, body: showWallet(ctx, row), headers: { etag: etag(row.rev) } }
  },
})

/** PATCH /wallets/{id} */
export const changeWallet = endpoint({
  method: 'PATCH',
  path: '/wallets/{id}',
  tag,
  summary: 'Rename a wallet, or change the currency of an empty one',
  access: 'user',
  params: idParams,
  body: z.strictObject({ name: z.optional(lineField(60)), currency: z.optional(currencyField) }),
  example: { name: 'Rome and Naples' },
  idempotent: true,
  conditional: true,
  answers: { 200: { description: 'The wallet', body: walletShape, headers: ['ETag'] } },
  errors: ['not_found', 'forbidden', 'stale'],
  run: async ({ ctx, params, body, request, call }) => {
    const row = await theWallet(ctx, params.id)
    const changes = changesBetween('wallet', row, body)
    if (Object.keys(changes).length === 0) {
      expectRev(request, row.rev)
      return { status: 200, body: showWallet(ctx, row), headers: { etag: etag(row.rev) } }
    }
    const key = { spaceId: row.id, id: row.id }
    const { answer } = await execute(
      ctx,
      'wallet.update',
      { walletId: row.id, changes },
      {
        ...call,
        expect: expectRow(request, 'wallet', key),
        answer: (tx) => answerWritten(ctx, tx, key, 200),
      },
    )
    return answer as Answer
  },
})

/** DELETE /wallets/{id} */
export const deleteWallet = endpoint({
  method: 'DELETE',
  path: '/wallets/{id}',
  tag,
  summary: 'Delete a wallet for all its members',
  description: 'Your last wallet cannot be deleted. Deleting one again is no change.',
  access: 'user',
  params: idParams,
  idempotent: true,
  conditional: true,
  answers: { 204: { description: 'It is deleted' } },
  errors: ['not_found', 'forbidden', 'in_use', 'stale'],
  run: async ({ ctx, params, request, call }) => {
    if (await wasDeleted(ctx, params.id)) return { status: 204 }
    const row = await theWallet(ctx, params.id)
    await execute(
      ctx,
      'wallet.delete',
      { walletId: row.id, seen: seenOf('wallet', row) },
      {
        ...call,
        expect: expectRow(request, 'wallet', { spaceId: row.id, id: row.id }),
        answer: async () => ({ status: 204 }),
      },
    )
    return { status: 204 }
  },
})
