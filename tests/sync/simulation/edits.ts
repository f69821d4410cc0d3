import { and, eq } from 'drizzle-orm'
import { database } from '@/db/client'
import { expenses } from '@/db/schema/expenses'
import type { Replica } from '@/lib/client/replica/replica'
import { AppError } from '@/lib/core/errors'
import { changesBetween } from '@/lib/domain/change'
import { presentOf } from '@/lib/domain/conflicts/mutations'
import { conflictId } from '@/lib/domain/conflicts/schema'
import type { Fields } from '@/lib/domain/entities'
import type { Args, MutationName } from '@/lib/domain/mutations'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { newExpense } from '@/tests/support/people'
import type { Op, Unit } from './schedule'
import type { Actor, World } from './world'

/** Somebody changes something on their device. */
export async function change(
  world: World,
  actor: Actor,
  op: Extract<Op, { on: number }>,
): Promise<void> {
  const { userId } = actor
  const { replica } = actor.device
  if ((await replica.meta()).account?.id !== userId) return
  const make = async <N extends MutationName>(name: N, args: Args<N>) => {
    const { toSend } = await replica.mutateAll([{ name, args, summary: name }])
    world.toSend = toSend && { actor, toSend }
    const { id, changes } = args as Partial<Args<'expense.update'>>
    if (id && changes) await world.note(id, changes, actor)
  }
  if (op.kind === 'add') {
    const categoryId = world.categories[op.amount % 3] ?? ''
    const args = newExpense(
      { walletId: world.walletId, categoryId },
      { amount: op.amount, note: 'new' },
    )
    const date = `2026-${op.day > 9 ? '10' : '11'}-${String(op.day + 1).padStart(2, '0')}`
    await make('expense.create', { ...args, fields: { ...args.fields, date } })
    world.made.push(args.id)
    world.ledger.typed(args.id, op.amount)
    if (userId === world.bob && world.expelled) world.forgiven.add(args.id)
    return
  }
  if (op.kind === 'place') {
    const id = world.categories[op.category] as string
    const places = [null, ...world.categories.filter((other) => other !== id)]
    return make('category.place', { walletId: world.walletId, id, after: places[op.after] ?? null })
  }
  if (!('row' in op)) return
  const id = world.made[op.row % (world.made.length || 1)]
  const now = id && (await replica.store.get('expense', [world.walletId, id]))
  if (!now) return
  const key = { walletId: world.walletId, id }
  switch (op.kind) {
    case 'delete': {
      const { amount, date, categoryId, note } = now
      return make('expense.delete', { ...key, seen: { amount, date, categoryId, note } })
    }
    case 'restore':
      return make('expense.restore', key)
    case 'resolve':
      return resolve(world, replica, op.choice, id, now)
    case 'edit':
      if (now.deletedAt) return
      return make('expense.update', { ...key, changes: changesOf(world, now, op.unit, op.to) })
    case 'chain': {
      if (now.deletedAt) return
      const [first, second] = [10 + op.to, 20 + op.to]
      await make('expense.update', { ...key, changes: changesOf(world, now, 'money', first) })
      const then = { ...now, amount: first }
      return make('expense.update', { ...key, changes: changesOf(world, then, 'money', second) })
    }
  }
}

/** A script changes an expense as it is on the server just now. */
export async function script(
  world: World,
  { row, unit, to }: Extract<Op, { kind: 'script' }>,
): Promise<void> {
  const id = world.made[row % (world.made.length || 1)]
  if (!id) return
  const [now] = await database()
    .select()
    .from(expenses)
    .where(and(eq(expenses.spaceId, world.walletId), eq(expenses.id, id)))
  if (!now) return
  const changes = changesOf(world, now, unit, to)
  const ctx = await systemCtx(world.ada)
  await refusable(async () => {
    await execute(ctx, 'expense.update', { walletId: world.walletId, id, changes } as never)
    await world.note(id, changes)
  })
}

async function resolve(
  world: World,
  replica: Replica,
  choice: number,
  rowId: string,
  now: object,
): Promise<void> {
  const id = conflictId(rowId, 'money')
  const conflict = await replica.store.get('conflict', [world.walletId, id])
  if (!conflict || conflict.kept.length === 0) return
  const present = presentOf(conflict, now)
  const kept = conflict.kept.map(({ values }) => values)
  const all = [present, ...kept]
  world.chosen.add(rowId)
  const value = all[choice % all.length] ?? null
  const args = { walletId: world.walletId, id, value, seen: { present, kept } }
  const { entries } = await replica.mutateAll([{ name: 'conflict.resolve', args, summary: '' }])
  const [made] = entries
  if (made) world.choices.push({ id: made.id, rowId, amount: Number(value?.amount) })
}

function changesOf(
  world: World,
  now: Fields<'expense'>,
  unit: Unit,
  to: number,
): Args<'expense.update'>['changes'] {
  const wanted = (some: Partial<Fields<'expense'>>) => changesBetween('expense', now, some)
  switch (unit) {
    case 'money':
      return wanted({ amount: to + 1 })
    case 'figure':
      return { money: { from: { amount: now.amount }, to: { amount: to + 1 } } }
    case 'date':
      return wanted({ date: `2026-09-0${to + 1}` })
    case 'note':
      return wanted({ note: `note ${to}` })
    case 'category':
      return wanted({ categoryId: world.categories[to % 3] ?? now.categoryId })
  }
}

/** The amount that a change writes. */
export function amountIn(args: unknown): number | undefined {
  const { changes, fields } = args as {
    changes?: Args<'expense.update'>['changes']
    fields?: { amount?: number }
  }
  return changes?.money?.to.amount ?? fields?.amount
}

/** Does what the domain may refuse. */
export async function refusable(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
