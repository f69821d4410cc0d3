import { and, asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { categories } from '@/db/schema/categories'
import { expenses } from '@/db/schema/expenses'
import { revisions } from '@/db/schema/revisions'
import { spaces } from '@/db/schema/spaces'
import { newId } from '@/lib/core/ids'
import { foldName } from '@/lib/core/text'
import type { Ctx } from '@/lib/server/auth/ctx'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { readChanges } from '@/lib/server/reads/changes'
import { readRevisions } from '@/lib/server/reads/revisions'
import { onEachDatabase } from '@/tests/support/each-database'
import {
  codeOf,
  firstCategory,
  join,
  makePerson,
  makeWallet,
  newExpense,
  newNote,
  type Person,
  seqOf,
} from '@/tests/support/people'

onEachDatabase(() => {
  let ada: Person

  beforeAll(async () => {
    ada = await makePerson()
  })

  const unitsOf = async (id: string) => {
    const rows = await database()
      .select()
      .from(revisions)
      .where(and(eq(revisions.spaceId, ada.walletId), eq(revisions.rowId, id)))
      .orderBy(asc(revisions.rev))
    return rows.map(({ kind, units }) => ({ kind, units }))
  }

  async function added(more: { note?: string } = {}): Promise<string> {
    const args = newExpense(ada, more)
    await execute(ada.ctx, 'expense.create', args)
    return args.id
  }

  const rename = (id: string, from: string, to: string) =>
    execute(ada.ctx, 'expense.update', newNote(ada.walletId, id, from, to))

  describe('the revisions of a row', () => {
    it('keep the value that an edit displaced without having seen it', async () => {
      const id = await added({ note: 'start' })
      await rename(id, 'start', 'first')
      await rename(id, 'start', 'second')
      const [, ...edits] = await unitsOf(id)
      expect(edits).toEqual([
        { kind: 'update', units: { note: { from: { note: 'start' }, to: { note: 'first' } } } },
        {
          kind: 'update',
          units: {
            note: { from: { note: 'first' }, to: { note: 'second' }, seen: { note: 'start' } },
          },
        },
      ])
    })

    it('keep the money as a whole, whichever of its fields an edit names', async () => {
      const id = await added()
      const to = (amount: number) => ({
        walletId: ada.walletId,
        id,
        changes: { money: { from: { amount: 100 }, to: { amount } } },
      })
      await execute(ada.ctx, 'expense.update', to(200))
      await execute(ada.ctx, 'expense.update', to(300))
      const euros = (amount: number) => ({
        ...{ amount, currency: 'EUR' },
        ...{ rate: null, payers: null, split: null },
      })
      expect((await unitsOf(id)).at(-1)?.units).toEqual({
        money: { from: euros(200), to: euros(300), seen: euros(100) },
      })
    })

    it('keep what a delete had not seen, and grow by no repeated delete or restore', async () => {
      const id = await added({ note: 'start' })
      await rename(id, 'start', 'changed')
      const args = { walletId: ada.walletId, id, seen: { note: 'start' } }
      await execute(ada.ctx, 'expense.delete', args)
      await execute(ada.ctx, 'expense.delete', args)
      const back = { walletId: ada.walletId, id }
      await execute(ada.ctx, 'expense.restore', back)
      await execute(ada.ctx, 'expense.restore', back)
      const [, , ...ends] = await unitsOf(id)
      const note = { note: 'changed' }
      expect(ends).toEqual([
        { kind: 'delete', units: { note: { from: note, to: note, seen: { note: 'start' } } } },
        { kind: 'restore', units: {} },
      ])
    })

    it('are written with the rev of their row, and none without a change', async () => {
      const id = await added({ note: 'same' })
      const before = await seqOf(ada.walletId)
      await rename(id, 'other', 'same')
      expect(await unitsOf(id)).toHaveLength(1)
      expect(await seqOf(ada.walletId)).toBe((before ?? 0) + 1)
    })
  })

  describe('of a moved expense', () => {
    const move = async (from: string, to: string, id: string) => {
      const there = newId()
      const target = { walletId: to, id: there, categoryId: firstCategory(to) }
      await execute(await systemCtx(ada.userId), 'expense.move', { walletId: from, id, to: target })
      return { spaceId: to, id: there, currency: 'EUR' }
    }
    const told = async (ctx: Ctx, place: Awaited<ReturnType<typeof move>>) =>
      (await readRevisions(ctx, place)).map(({ kind, walletId }) => [kind, walletId])

    it('go along, but tell nobody of a wallet that is not theirs', async () => {
      const shared = await makeWallet(ada.userId)
      const bob = await makePerson()
      const bobs = await join(shared, bob.userId, 'editor')
      const place = await move(ada.walletId, shared, await added())
      expect(await told(await systemCtx(ada.userId), place)).toEqual([
        ['create', ada.walletId],
        ['create', shared],
      ])
      expect(await told(bobs, place)).toEqual([['create', shared]])
      expect((await readRevisions(bobs, place))[0]?.movedFrom).toBeUndefined()
    })

    it('end where rows that a device brought back lead in a circle', async () => {
      const other = await makeWallet(ada.userId)
      const id = await added()
      const place = await move(ada.walletId, other, id)
      await database()
        .update(expenses)
        .set({ movedTo: { spaceId: ada.walletId, id } })
        .where(eq(expenses.id, place.id))
      expect(await told(await systemCtx(ada.userId), place)).toHaveLength(2)
    })
  })

  describe('the trash', () => {
    const removedAt = async (days: number) => {
      const id = await added()
      await execute(ada.ctx, 'expense.delete', { walletId: ada.walletId, id, seen: {} })
      const deletedAt = new Date(Date.now() - days * 86_400_000).toISOString()
      await database().update(expenses).set({ deletedAt }).where(eq(expenses.id, id))
      return codeOf(execute(ada.ctx, 'expense.restore', { walletId: ada.walletId, id }))
    }

    it('gives back what was deleted 30 days ago, and is gone after that', async () => {
      expect(await removedAt(29.9)).toBe('ok')
      expect(await removedAt(30.1)).toBe('gone')
    })

    it('does not hold what was moved away: an edit there is answered “moved”', async () => {
      const id = await added()
      const other = await makeWallet(ada.userId)
      const ctx = await systemCtx(ada.userId)
      const to = { walletId: other, id: newId(), categoryId: firstCategory(other) }
      await execute(ctx, 'expense.move', { walletId: ada.walletId, id, to })
      const [row] = await database().select().from(expenses).where(eq(expenses.id, id))
      expect(row?.movedTo).toEqual({ spaceId: other, id: to.id })
      expect(await codeOf(rename(id, '', 'x'))).toBe('moved')
      const back = execute(ctx, 'expense.restore', { walletId: ada.walletId, id })
      expect(await codeOf(back)).toBe('not_found')
      const again = execute(ctx, 'expense.move', { walletId: ada.walletId, id, to })
      expect(await codeOf(again)).toBe('not_found')
    })
  })

  describe('the changes of a wallet', () => {
    it('are gone before what is kept, and whole from the beginning', async () => {
      const bob = await makePerson()
      for (let i = 0; i < 4; i++) await execute(bob.ctx, 'expense.create', newExpense(bob))
      await database().update(spaces).set({ minRev: 3 }).where(eq(spaces.id, bob.walletId))
      const since = (rev: number) => codeOf(readChanges(bob.ctx, bob.walletId, rev, 10))
      expect([await since(0), await since(1), await since(2)]).toEqual(['ok', 'gone', 'gone'])
      expect([await since(3), await since(5), await since(6)]).toEqual(['ok', 'ok', 'gone'])
    })

    it('never cut a revision that wrote many rows, however small the step', async () => {
      const bob = await makePerson()
      const { rows, since, more } = await readChanges(bob.ctx, bob.walletId, 0, 1)
      expect([rows.length, since, more]).toEqual([12, 1, false])
    })
  })

  describe('a wallet with 400 categories', () => {
    it('takes no more, however they come, and still works', async () => {
      const bob = await makePerson()
      const { walletId, userId } = bob
      const at = new Date().toISOString()
      const stamps = { createdAt: at, createdBy: userId, updatedAt: at, updatedBy: userId }
      const look = { icon: 'tag', color: 'red', position: 0, archived: true } as const
      const made = (id: string, name: string) => ({
        ...{ spaceId: walletId, id, rev: 1, ...stamps, deletedAt: null, movedTo: null },
        ...{ name, nameKey: foldName(name), ...look, mergedInto: null },
      })
      // The highest id of all: a look that stops short overlooks it first.
      const last = made('ffffffff-ffff-4fff-bfff-ffffffffffff', 'Last')
      const others = Array.from({ length: 389 }, (_, i) => made(newId(), `Category ${i}`))
      await database()
        .insert(categories)
        .values([last, ...others])
      const add = (name: string) => {
        const fields = { name, ...look, archived: false, mergedInto: null }
        return codeOf(execute(bob.ctx, 'category.create', { walletId, id: newId(), fields }))
      }
      expect([await add('New'), await add('Last'), await add('Last')]).toEqual([
        'in_use',
        'in_use',
        'in_use',
      ])
      const change = (name: string) => ({
        walletId,
        id: last.id,
        changes: { name: { from: { name: 'Last' }, to: { name } } },
      })
      expect(await codeOf(execute(bob.ctx, 'category.update', change('Category 1')))).toBe(
        'name_taken',
      )
      expect(await codeOf(execute(bob.ctx, 'category.update', change('Free')))).toBe('ok')
    })
  })
})
