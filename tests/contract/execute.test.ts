import { and, count, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { expenses } from '@/db/schema/expenses'
import { mutationLog } from '@/db/schema/mutation-log'
import { revisions } from '@/db/schema/revisions'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
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

/** How much a wallet holds of everything that a write leaves. */
async function traces(walletId: string) {
  const of = async (table: typeof expenses | typeof mutationLog | typeof revisions) => {
    const [row] = await database()
      .select({ n: count() })
      .from(table)
      .where(eq(table.spaceId, walletId))
    return row?.n
  }
  return {
    seq: await seqOf(walletId),
    expenses: await of(expenses),
    log: await of(mutationLog),
    revisions: await of(revisions),
  }
}

async function rowOf(walletId: string, id: string) {
  const at = and(eq(expenses.spaceId, walletId), eq(expenses.id, id))
  const [row] = await database().select().from(expenses).where(at)
  return row
}

onEachDatabase(() => {
  let ada: Person
  let bob: Person

  beforeAll(async () => {
    ada = await makePerson()
    bob = await makePerson()
  })

  describe('a mutation under an id that was used before', () => {
    it('by the same person with the same hash gets the first outcome, and nothing is written', async () => {
      const id = newId()
      const args = newExpense(ada)
      const options = { id, answer: async () => ({ first: newId() }) }
      const first = await execute(ada.ctx, 'expense.create', args, options)
      const before = await traces(ada.walletId)
      expect(await execute(ada.ctx, 'expense.create', args, options)).toEqual(first)
      expect(await traces(ada.walletId)).toEqual(before)
    })

    it('with another hash is id_taken, in any wallet of that person', async () => {
      const id = newId()
      await execute(ada.ctx, 'expense.create', newExpense(ada), { id })
      const other = await makeWallet(ada.userId)
      const ctx = await systemCtx(ada.userId)
      const before = [await traces(ada.walletId), await traces(other)]
      const there = { walletId: other, categoryId: firstCategory(other) }
      for (const args of [newExpense(ada), newExpense(there)]) {
        expect(await codeOf(execute(ctx, 'expense.create', args, { id }))).toBe('id_taken')
      }
      expect([await traces(ada.walletId), await traces(other)]).toEqual(before)
    })

    it('by another member is id_taken, even with the same arguments', async () => {
      const id = newId()
      const args = newExpense(ada)
      await execute(ada.ctx, 'expense.create', args, { id })
      const ctx = await join(ada.walletId, newId(), 'editor')
      expect(await codeOf(execute(ctx, 'expense.create', args, { id }))).toBe('id_taken')
    })

    it('and refused then is refused alike, though it would be right by now', async () => {
      const id = newId()
      const args = newExpense(ada)
      const note = newNote(ada.walletId, args.id, '', 'x')
      expect(await codeOf(execute(ada.ctx, 'expense.update', note, { id }))).toBe('not_found')
      await execute(ada.ctx, 'expense.create', args)
      const before = await traces(ada.walletId)
      expect(await codeOf(execute(ada.ctx, 'expense.update', note, { id }))).toBe('not_found')
      expect(await traces(ada.walletId)).toEqual(before)
      expect(await codeOf(execute(ada.ctx, 'expense.update', note, { id: newId() }))).toBe('ok')
    })

    it('and refused for want of membership or by a precondition left no record', async () => {
      const id = newId()
      const args = newExpense(ada)
      const userId = newId()
      const stranger = await systemCtx(userId)
      expect(await codeOf(execute(stranger, 'expense.create', args, { id }))).toBe('not_found')
      const ctx = await join(ada.walletId, userId, 'editor')
      const stale = async () => {
        throw new AppError('stale')
      }
      const careful = { id, expect: stale }
      expect(await codeOf(execute(ctx, 'expense.create', args, careful))).toBe('stale')
      expect(await codeOf(execute(ctx, 'expense.create', args, { id }))).toBe('ok')
    })
  })

  describe('a create', () => {
    it('of a row that is there already is no change for its author, with the same values', async () => {
      const args = newExpense(ada, { note: 'once' })
      await execute(ada.ctx, 'expense.create', args)
      const row = await rowOf(ada.walletId, args.id)
      await execute(ada.ctx, 'expense.create', args)
      expect(await rowOf(ada.walletId, args.id)).toEqual(row)
    })

    it('over another row is id_taken: with other values, or somebody else’s', async () => {
      const args = newExpense(ada, { note: 'hers' })
      await execute(ada.ctx, 'expense.create', args)
      const row = await rowOf(ada.walletId, args.id)
      const other = newExpense(ada, { id: args.id, note: 'other' })
      expect(await codeOf(execute(ada.ctx, 'expense.create', other))).toBe('id_taken')
      const ctx = await join(ada.walletId, newId(), 'editor')
      expect(await codeOf(execute(ctx, 'expense.create', args))).toBe('id_taken')
      expect(await rowOf(ada.walletId, args.id)).toEqual(row)
    })

    it('of the same id in another space is another row', async () => {
      const args = newExpense(ada, { note: 'hers' })
      await execute(ada.ctx, 'expense.create', args)
      await execute(bob.ctx, 'expense.create', newExpense(bob, { id: args.id, note: 'his' }))
      expect((await rowOf(ada.walletId, args.id))?.note).toBe('hers')
      expect((await rowOf(bob.walletId, args.id))?.note).toBe('his')
    })
  })

  describe('a client’s numbers', () => {
    const send = (client: string, n: number, id = newId()) => {
      const args = newExpense(ada, { id })
      return codeOf(execute(ada.ctx, 'expense.create', args, { id, client: { id: client, n } }))
    }

    it('have to grow, with any gaps; a number again is client_forked and writes nothing', async () => {
      const phone = newId()
      expect([await send(phone, 1), await send(phone, 2), await send(phone, 7)]).toEqual([
        'ok',
        'ok',
        'ok',
      ])
      const before = await traces(ada.walletId)
      expect([await send(phone, 7), await send(phone, 6), await send(phone, 1)]).toEqual([
        'client_forked',
        'client_forked',
        'client_forked',
      ])
      expect(await traces(ada.walletId)).toEqual(before)
      expect(await send(phone, 8)).toBe('ok')
    })

    it('do not matter to a replay, nor to another client, person or space', async () => {
      const phone = newId()
      const id = newId()
      const args = newExpense(ada, { id })
      const at = (n: number) => ({ id, client: { id: phone, n } })
      await execute(ada.ctx, 'expense.create', args, at(5))
      expect(await send(phone, 9)).toBe('ok')
      expect(await codeOf(execute(ada.ctx, 'expense.create', args, at(5)))).toBe('ok')
      expect(await send(newId(), 1)).toBe('ok')
      const his = execute(bob.ctx, 'expense.create', newExpense(bob), {
        id: newId(),
        client: { id: phone, n: 1 },
      })
      expect(await codeOf(his)).toBe('ok')
    })
  })

  describe('a mutation that fails half-way', () => {
    const broken = async () => {
      throw new Error('half-way')
    }

    it('leaves nothing in any space it writes, and its id is free', async () => {
      const args = newExpense(ada)
      await execute(ada.ctx, 'expense.create', args)
      const other = await makeWallet(ada.userId)
      const ctx = await systemCtx(ada.userId)
      const before = [await traces(ada.walletId), await traces(other)]
      const to = { walletId: other, id: newId(), categoryId: firstCategory(other) }
      const move = { walletId: ada.walletId, id: args.id, to }
      const id = newId()
      const failing = execute(ctx, 'expense.move', move, { id, answer: broken })
      await expect(failing).rejects.toThrow('half-way')
      expect([await traces(ada.walletId), await traces(other)]).toEqual(before)
      expect((await rowOf(ada.walletId, args.id))?.deletedAt).toBeNull()
      expect(await codeOf(execute(ctx, 'expense.move', move, { id }))).toBe('ok')
    })

    it('makes no space', async () => {
      const walletId = newId()
      const args = { walletId, fields: { name: 'Half', currency: 'EUR' }, categories: [] }
      const failing = execute(ada.ctx, 'wallet.create', args, { answer: broken })
      await expect(failing).rejects.toThrow('half-way')
      expect(await seqOf(walletId)).toBeUndefined()
    })

    it('is refused beforehand where that can be seen: a wallet with two categories of one name', async () => {
      const walletId = newId()
      const look = { icon: 'tag', color: 'red', position: 0, archived: false, mergedInto: null }
      const category = (name: string, more = {}) => ({
        id: newId(),
        fields: { name, ...look, ...more },
      })
      const make = (...categories: object[]) =>
        codeOf(
          execute(ada.ctx, 'wallet.create', {
            walletId,
            fields: { name: 'Two', currency: 'EUR' },
            categories,
          }),
        )
      expect(await make(category('Café'), category(' CAFÉ '))).toBe('invalid')
      const one = category('One')
      expect(await make(one, { ...one, fields: { ...one.fields, name: 'Two' } })).toBe('invalid')
      expect(await make(category('One', { mergedInto: newId() }))).toBe('invalid')
      expect(await seqOf(walletId)).toBeUndefined()
      expect(await make(category('One'), category('Two'))).toBe('ok')
    })
  })

  describe('a role', () => {
    it('of a viewer writes nothing; of an editor expenses, not the wallet', async () => {
      const [viewer, editor] = [newId(), newId()]
      const asViewer = await join(bob.walletId, viewer, 'viewer')
      const asEditor = await join(bob.walletId, editor, 'editor')
      const before = await traces(bob.walletId)
      const rename = {
        walletId: bob.walletId,
        changes: { name: { from: { name: 'Wallet' }, to: { name: 'Theirs' } } },
      }
      expect(await codeOf(execute(asViewer, 'expense.create', newExpense(bob)))).toBe('forbidden')
      expect(await codeOf(execute(asViewer, 'wallet.update', rename))).toBe('forbidden')
      expect(await codeOf(execute(asEditor, 'wallet.update', rename))).toBe('forbidden')
      expect(await traces(bob.walletId)).toEqual(before)
      expect(await codeOf(execute(asEditor, 'expense.create', newExpense(bob)))).toBe('ok')
    })

    it('in the source alone moves nothing into another’s wallet', async () => {
      const args = newExpense(ada)
      await execute(ada.ctx, 'expense.create', args)
      const before = [await traces(ada.walletId), await traces(bob.walletId)]
      const to = { walletId: bob.walletId, id: newId(), categoryId: bob.categoryId }
      const move = { walletId: ada.walletId, id: args.id, to }
      expect(await codeOf(execute(ada.ctx, 'expense.move', move))).toBe('not_found')
      expect([await traces(ada.walletId), await traces(bob.walletId)]).toEqual(before)
    })
  })
})
