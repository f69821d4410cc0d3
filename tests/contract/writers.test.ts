import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, gt, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { database, type Transaction } from '@/db/client'
import { expenses } from '@/db/schema/expenses'
import { members } from '@/db/schema/members'
import { revisions } from '@/db/schema/revisions'
import { spaces } from '@/db/schema/spaces'
import { wallets } from '@/db/schema/wallets'
import { newId } from '@/lib/core/ids'
import type { Ctx } from '@/lib/server/auth/ctx'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { readChanges } from '@/lib/server/reads/changes'
import { onEachDatabase } from '@/tests/support/each-database'
import {
  codeOf,
  firstCategory,
  join,
  makePerson,
  makeWallet,
  membership,
  newExpense,
  newNote,
  type Person,
  seqOf,
} from '@/tests/support/people'

/** A transaction that holds a space's lock while `meanwhile` starts to wait for it, then does `change` and commits. */
async function whileLocked<T>(
  spaceId: string,
  meanwhile: () => Promise<T>,
  change: (transaction: Transaction) => Promise<unknown>,
): Promise<T> {
  let waiting: Promise<T> | undefined
  await database().transaction(async (transaction) => {
    const { seq } = spaces
    await transaction.update(spaces).set({ seq }).where(eq(spaces.id, spaceId))
    waiting = meanwhile()
    waiting.catch(() => {})
    await pause(150)
    await change(transaction)
  })
  return waiting as Promise<T>
}

onEachDatabase((kind) => {
  let ada: Person

  beforeAll(async () => {
    ada = await makePerson()
  })

  async function added(note = ''): Promise<string> {
    const args = newExpense(ada, { note })
    await execute(ada.ctx, 'expense.create', args)
    return args.id
  }

  describe('a write that waits for the lock of its space', () => {
    it('is refused when its author stopped being a member meanwhile', async () => {
      const userId = newId()
      const ctx = await join(ada.walletId, userId, 'editor')
      const before = await seqOf(ada.walletId)
      const deletedAt = new Date().toISOString()
      const code = await whileLocked(
        ada.walletId,
        () => codeOf(execute(ctx, 'expense.create', newExpense(ada))),
        (transaction) =>
          transaction.update(members).set({ deletedAt }).where(membership(ada.walletId, userId)),
      )
      expect(code).toBe('not_found')
      expect(await seqOf(ada.walletId)).toBe(before)
    })

    it('is refused when its author’s role became too small meanwhile', async () => {
      const userId = newId()
      const ctx = await join(ada.walletId, userId, 'editor')
      const code = await whileLocked(
        ada.walletId,
        () => codeOf(execute(ctx, 'expense.create', newExpense(ada))),
        (transaction) =>
          transaction
            .update(members)
            .set({ role: 'viewer' })
            .where(membership(ada.walletId, userId)),
      )
      expect(code).toBe('forbidden')
    })

    it('is refused when its wallet was deleted meanwhile', async () => {
      const walletId = await makeWallet(ada.userId)
      const ctx = await systemCtx(ada.userId)
      const args = newExpense({ walletId, categoryId: firstCategory(walletId) })
      const deletedAt = new Date().toISOString()
      const code = await whileLocked(
        walletId,
        () => codeOf(execute(ctx, 'expense.create', args)),
        (transaction) =>
          transaction.update(wallets).set({ deletedAt }).where(eq(wallets.spaceId, walletId)),
      )
      expect(code).toBe('not_found')
    })

    it('sees what the other wrote, and keeps it as displaced', async () => {
      const id = await added('start')
      await whileLocked(
        ada.walletId,
        () => execute(ada.ctx, 'expense.update', newNote(ada.walletId, id, 'start', 'mine')),
        (transaction) =>
          transaction.update(expenses).set({ note: 'theirs' }).where(eq(expenses.id, id)),
      )
      const [last] = await database()
        .select()
        .from(revisions)
        .where(and(eq(revisions.rowId, id), eq(revisions.kind, 'update')))
      expect(last?.units).toEqual({
        note: { from: { note: 'theirs' }, to: { note: 'mine' }, seen: { note: 'start' } },
      })
    })

    it('and has the same id as the one before it gets that one’s outcome', async () => {
      const id = newId()
      const args = newExpense(ada)
      const twice = Array.from({ length: 8 }, () =>
        execute(ada.ctx, 'expense.create', args, { id }),
      )
      const outcomes = await Promise.all(twice)
      expect(new Set(outcomes.map((one) => JSON.stringify(one))).size).toBe(1)
    })
  })

  describe('many writers at once, some of them slow', () => {
    const slowly = async () => {
      await pause(Math.random() * 25)
    }

    async function fresh() {
      const walletId = await makeWallet(ada.userId)
      const ctx = await systemCtx(ada.userId)
      const place = { walletId, categoryId: firstCategory(walletId) }
      const write = async () => {
        const args = newExpense(place)
        const { revs } = await execute(ctx, 'expense.create', args, { answer: slowly })
        return { id: args.id, rev: revs[walletId] ?? 0 }
      }
      return { walletId, ctx, write }
    }

    it('get revs without gaps, thirty of them, and the revisions and the counter tell the same', async () => {
      const { walletId, write } = await fresh()
      const written = await Promise.all(Array.from({ length: 30 }, write))
      const revs = Array.from({ length: 30 }, (_, index) => index + 2)
      const inOrder = (some: { rev: number }[]) => some.map(({ rev }) => rev).sort((a, b) => a - b)
      expect(inOrder(written)).toEqual(revs)
      expect(await seqOf(walletId)).toBe(31)
      const stamped = await database()
        .select({ rev: revisions.rev })
        .from(revisions)
        .where(and(eq(revisions.spaceId, walletId), gt(revisions.rev, 1)))
      expect(inOrder(stamped)).toEqual(revs)
    })

    it('commit in the order of their revs, so that a reader who follows meanwhile skips nothing', async () => {
      const { walletId, ctx, write } = await fresh()
      // Fewer than there are connections, so that the reader is not kept waiting.
      let writing = 6
      const written: { id: string; rev: number }[] = []
      const writers = Array.from({ length: writing }, async () => {
        for (let i = 0; i < 8; i++) written.push(await write())
        writing--
      })
      const seen: { id: string; rev: number }[] = []
      for (let since = 1, done = false; !done; ) {
        done = writing === 0
        const found = await readChanges(ctx, walletId, since, 3)
        seen.push(...found.rows.map(({ row }) => ({ id: row.id, rev: row.rev })))
        since = found.since
        if (found.more) done = false
        await pause(1)
      }
      await Promise.all(writers)
      expect(seen).toEqual(written.sort((a, b) => a.rev - b.rev))
      expect(seen).toHaveLength(48)
    })
  })

  describe('two spaces in one write', () => {
    it('are locked in one order: moves both ways at once all get through', async () => {
      const walletId = await makeWallet(ada.userId)
      const ctx = await systemCtx(ada.userId)
      const here = { walletId: ada.walletId, categoryId: ada.categoryId }
      const there = { walletId, categoryId: firstCategory(walletId) }
      const moving = Array.from({ length: 12 }, async (_, index) => {
        const [from, to] = index % 2 ? [here, there] : [there, here]
        const args = newExpense(from)
        await execute(ctx, 'expense.create', args)
        return { walletId: from.walletId, id: args.id, to: { ...to, id: newId() } }
      })
      const moves = await Promise.all(moving)
      const codes = moves.map((move) => codeOf(execute(ctx, 'expense.move', move)))
      expect(await Promise.all(codes)).toEqual(Array(12).fill('ok'))
    })
  })

  describe('a transaction that the database gives up', () => {
    const failing = (times: number, code: string) => {
      const made = { tries: 0 }
      const expect = async () => {
        made.tries++
        if (made.tries <= times) throw Object.assign(new Error('given up'), { code })
      }
      return { made, expect }
    }

    it.each(['40001', '40P01'])(
      'with %s is tried again as a whole, and writes once',
      async (code) => {
        const before = (await seqOf(ada.walletId)) ?? 0
        const { made, expect: first } = failing(2, code)
        const args = newExpense(ada)
        const { revs } = await execute(ada.ctx, 'expense.create', args, { expect: first })
        expect(made.tries).toBe(3)
        expect(revs).toEqual({ [ada.walletId]: before + 1 })
        expect(await seqOf(ada.walletId)).toBe(before + 1)
      },
    )

    it('again and again is given up at last, and nothing else is tried again', async () => {
      const before = await seqOf(ada.walletId)
      const always = failing(99, '40001')
      const write = (expect: () => Promise<void>) =>
        execute(ada.ctx, 'expense.create', newExpense(ada), { expect })
      await expect(write(always.expect)).rejects.toThrow('given up')
      expect(always.made.tries).toBe(5)
      const other = failing(99, '22003')
      await expect(write(other.expect)).rejects.toThrow('given up')
      expect(other.made.tries).toBe(1)
      expect(await seqOf(ada.walletId)).toBe(before)
    })

    // The embedded database runs one transaction at a time.
    if (kind === 'postgres') {
      it('for a real deadlock is tried again and gets through', async () => {
        const walletId = await makeWallet(ada.userId)
        const ctx: Ctx = await systemCtx(ada.userId)
        const [first = '', second = ''] = [ada.walletId, walletId].sort()
        const args = newExpense(ada)
        await execute(ada.ctx, 'expense.create', args)
        const to = { walletId, id: newId(), categoryId: firstCategory(walletId) }
        let tries = 0
        const counted = async () => {
          tries++
        }
        let moving: Promise<unknown> | undefined
        // This one takes the locks the wrong way round, and waits longer before it complains.
        await database().transaction(async (transaction) => {
          const { seq } = spaces
          await transaction.execute(sql`set local deadlock_timeout = '1min'`)
          await transaction.update(spaces).set({ seq }).where(eq(spaces.id, second))
          const move = { walletId: ada.walletId, id: args.id, to }
          moving = execute(ctx, 'expense.move', move, { expect: counted })
          moving.catch(() => {})
          await pause(200)
          await transaction.update(spaces).set({ seq }).where(eq(spaces.id, first))
        })
        await moving
        expect(tries).toBe(1)
        const [moved] = await database().select().from(expenses).where(eq(expenses.id, to.id))
        expect(moved?.spaceId).toBe(walletId)
      })
    }
  })
})
