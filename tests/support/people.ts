import { and, eq } from 'drizzle-orm'
import { database } from '@/db/client'
import { members } from '@/db/schema/members'
import { spaces } from '@/db/schema/spaces'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { readyCategories } from '@/lib/domain/categories/ready'
import type { Role } from '@/lib/domain/members/schema'
import type { Ctx } from '@/lib/server/auth/ctx'
import { newUserCtx, systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'

/** Somebody with a wallet, as `execute` knows them: without an account, which costs a slow hash. */
export type Person = { ctx: Ctx; userId: string; walletId: string; categoryId: string }

/** Makes a person with their settings and one wallet. */
export async function makePerson(): Promise<Person> {
  const userId = newId()
  const fields = { defaultWalletId: null, timeZone: 'UTC' }
  await execute(newUserCtx(userId), 'settings.create', { userId, fields })
  const walletId = await makeWallet(userId)
  return { ctx: await systemCtx(userId), userId, walletId, categoryId: firstCategory(walletId) }
}

/** Makes another wallet for somebody, who needs a new Ctx to see it. */
export async function makeWallet(userId: string, currency = 'EUR'): Promise<string> {
  const walletId = newId()
  const fields = { name: 'Wallet', currency }
  const categories = readyCategories(walletId)
  await execute(newUserCtx(userId), 'wallet.create', { walletId, fields, categories })
  return walletId
}

/** The id of a wallet's first ready category. */
export function firstCategory(walletId: string): string {
  return readyCategories(walletId)[0]?.id ?? ''
}

/** Makes somebody a member of a wallet, as sharing it will; answers their Ctx with it. */
export async function join(walletId: string, userId: string, role: Role): Promise<Ctx> {
  const at = new Date().toISOString()
  const stamps = { createdAt: at, createdBy: userId, updatedAt: at, updatedBy: userId }
  await database()
    .insert(members)
    .values({
      spaceId: walletId,
      id: userId,
      rev: 1,
      ...stamps,
      deletedAt: null,
      movedTo: null,
      role,
    })
  return systemCtx(userId)
}

/** The condition that finds a membership. */
export function membership(walletId: string, userId: string) {
  return and(eq(members.spaceId, walletId), eq(members.id, userId))
}

/** The arguments that add an expense to somebody's wallet. */
export function newExpense(
  { walletId, categoryId }: Pick<Person, 'walletId' | 'categoryId'>,
  more: { id?: string; note?: string; amount?: number } = {},
) {
  const { id = newId(), note = '', amount = 100 } = more
  const money = { amount, currency: 'EUR', rate: null, payers: null, split: null }
  return { walletId, id, fields: { ...money, date: '2026-11-23', categoryId, note } }
}

/** The arguments that change the note of an expense. */
export function newNote(walletId: string, id: string, from: string, to: string) {
  return { walletId, id, changes: { note: { from: { note: from }, to: { note: to } } } }
}

/** The counter of a space; undefined where there is none. */
export async function seqOf(spaceId: string): Promise<number | undefined> {
  const [space] = await database().select().from(spaces).where(eq(spaces.id, spaceId))
  return space?.seq
}

/** "ok", or the code that a call was refused with; any other failure is thrown on. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'ok'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}
