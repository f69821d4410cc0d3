import 'server-only'
import * as z from 'zod'
import { categoryColors, categoryIcons } from '@/lib/domain/categories/palette'
import { canonicalIn } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import type { Key, Tx } from '@/lib/domain/mutation'
import { etag } from './call'
import type { Answer } from './endpoint'
import { instant, uuid } from './shapes'

/** A category in an answer. */
export const categoryShape = z.strictObject({
  id: uuid,
  walletId: uuid,
  name: z.string(),
  icon: z.enum(categoryIcons),
  color: z.enum(categoryColors),
  position: z.int().min(0),
  archived: z.boolean(),
  mergedInto: uuid.nullable(),
  createdAt: instant,
  updatedAt: instant,
  rev: z.int().min(0),
})

type CategoryRow = Omit<Row<'category'>, 'createdBy' | 'updatedBy' | 'deletedAt' | 'movedTo'>

/** A category as REST shows it. */
export function showCategory(row: CategoryRow): z.infer<typeof categoryShape> {
  const { id, spaceId, name, icon, color, position, archived, mergedInto } = row
  const { createdAt, updatedAt, rev } = row
  const look = { icon, color, position, archived, mergedInto }
  return { id, walletId: spaceId, name, ...look, createdAt, updatedAt, rev }
}

/** The answer that shows a category, from within the transaction that wrote it; a new one whose name was taken shows the one that has it. */
export async function answerWritten(tx: Tx, key: Key, status: 200 | 201): Promise<Answer> {
  const row = status === 201 ? await canonicalIn(tx, key) : await tx.get('category', key)
  if (!row) throw new Error('A category that was just written is there.')
  const headers: Record<string, string> = { etag: etag(row.rev) }
  if (status === 201) headers.location = `/api/v1/categories/${row.id}`
  return { status, body: showCategory(row), headers }
}
