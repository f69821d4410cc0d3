import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import { conflictId } from '@/lib/domain/conflicts/schema'
import type { Ctx } from '@/lib/server/auth/ctx'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { onEachDatabase, query } from '@/tests/support/each-database'
import {
  codeOf,
  firstCategory,
  join,
  makePerson,
  makeWallet,
  newExpense,
  type Person,
} from '@/tests/support/people'

const look = { icon: 'tag', color: 'red', position: 0, archived: false, mergedInto: null } as const

type Kept = { values: Record<string, unknown> }

onEachDatabase(() => {
  let ada: Person

  beforeEach(async () => {
    ada = await makePerson()
  })

  const made = async (name: string) => {
    const id = newId()
    const { walletId } = ada
    await execute(ada.ctx, 'category.create', { walletId, id, fields: { name, ...look } })
    return id
  }
  const named = (id: string, from: string, to: string) =>
    execute(ada.ctx, 'category.update', {
      walletId: ada.walletId,
      id,
      changes: { name: { from: { name: from }, to: { name: to } } },
    })
  const merged = (id: string, from: string | null, to: string | null) =>
    execute(ada.ctx, 'category.update', {
      walletId: ada.walletId,
      id,
      changes: { alias: { from: { mergedInto: from }, to: { mergedInto: to } } },
    })
  /** Puts back what an edit displaced, as the inbox does, whoever presses. */
  const putBack = async (rowId: string, unit: string, present: object, ctx: Ctx = ada.ctx) => {
    const id = conflictId(rowId, unit)
    const [asked] = await query<{ kept: Kept[] }>(`select kept from conflicts where id = '${id}'`)
    const kept = (asked?.kept ?? []).map(({ values }) => values)
    expect(kept).toHaveLength(1)
    const args = { walletId: ada.walletId, id, value: kept[0], seen: { present, kept } }
    return execute(ctx, 'conflict.resolve', args)
  }
  const aliasOf = async (id: string) => {
    const [row] = await query<{ alias: string | null }>(
      `select merged_into as alias from categories where id = '${id}'`,
    )
    return row?.alias
  }

  describe('what was displaced is put back by the rules that hold of every change', () => {
    it('not under a name that somebody took meanwhile, which is said and holds nothing up', async () => {
      const id = await made('Fun')
      await named(id, 'Fun', 'Games')
      await named(id, 'Fun', 'Play')
      await made('Games')
      expect(await codeOf(putBack(id, 'name', { name: 'Play' }))).toBe('name_taken')
      await named(id, 'Play', 'Sport')
    })

    it('not into a circle, in which both categories would vanish', async () => {
      const [a, b, c] = [await made('A'), await made('B'), await made('C')]
      await merged(a, null, b)
      await merged(a, null, c)
      await merged(a, c, null)
      await merged(b, null, a)
      expect(await codeOf(putBack(a, 'alias', { mergedInto: null }))).toBe('invalid')
      expect([await aliasOf(a), await aliasOf(b)]).toEqual([null, a])
    })

    it('not as a chain of two merges: to where the first one leads by now', async () => {
      const [a, b, c, d] = [await made('A'), await made('B'), await made('C'), await made('D')]
      await merged(a, null, b)
      await merged(a, null, c)
      await merged(b, null, d)
      await putBack(a, 'alias', { mergedInto: c })
      expect([await aliasOf(a), await aliasOf(b)]).toEqual([d, d])
    })

    it('with all that stood for it, so that each alias is one step long', async () => {
      const [a, b, c, f] = [await made('A'), await made('B'), await made('C'), await made('F')]
      await merged(a, null, b)
      await merged(a, null, c)
      await merged(a, c, null)
      await merged(f, null, a)
      await putBack(a, 'alias', { mergedInto: null })
      expect([await aliasOf(a), await aliasOf(f)]).toEqual([b, b])
    })

    it('not as the currency of a wallet that holds expenses by now', async () => {
      const to = (currency: string) =>
        execute(ada.ctx, 'wallet.update', {
          walletId: ada.walletId,
          changes: { currency: { from: { currency: 'EUR' }, to: { currency } } },
        })
      await to('JPY')
      await to('USD')
      const { fields, ...place } = newExpense(ada, { amount: 123_456 })
      const args = { ...place, fields: { ...fields, currency: 'USD' } }
      await execute(ada.ctx, 'expense.create', args)
      const back = putBack(ada.walletId, 'currency', { currency: 'USD' })
      expect(await codeOf(back)).toBe('invalid')
      const changes = { note: { from: { note: '' }, to: { note: 'still' } } }
      await execute(ada.ctx, 'expense.update', { walletId: ada.walletId, id: args.id, changes })
    })

    it('not by somebody who could not have written it', async () => {
      const bob = await makePerson()
      const ctx = await join(ada.walletId, bob.userId, 'editor')
      const to = (name: string) =>
        execute(ada.ctx, 'wallet.update', {
          walletId: ada.walletId,
          changes: { name: { from: { name: 'Wallet' }, to: { name } } },
        })
      await to('Ours')
      await to('Home')
      expect(await codeOf(putBack(ada.walletId, 'name', { name: 'Home' }, ctx))).toBe('forbidden')
      await putBack(ada.walletId, 'name', { name: 'Home' })
    })
  })

  it('a currency that changes without its figure, which its author did not see, is asked about', async () => {
    const yen = await makeWallet(ada.userId, 'JPY')
    const ctx = await systemCtx(ada.userId)
    const args = newExpense(ada, { amount: 1000 })
    await execute(ctx, 'expense.create', args)
    const figure = { money: { from: { amount: 1000 }, to: { amount: 2550 } } }
    await execute(ctx, 'expense.update', { walletId: ada.walletId, id: args.id, changes: figure })
    const to = { walletId: yen, id: newId(), categoryId: firstCategory(yen) }
    const changes = { money: { from: { currency: 'EUR' }, to: { currency: 'JPY' } } }
    await execute(ctx, 'expense.move', { walletId: ada.walletId, id: args.id, to, changes })
    const asked = await query<{ kept: Kept[] }>(
      `select kept from conflicts where id = '${conflictId(to.id, 'money')}'`,
    )
    expect(asked[0]?.kept.map(({ values }) => [values.amount, values.currency])).toEqual([
      [2550, 'EUR'],
    ])
  })

  it('a move by somebody who saw another figure is made and asked about, also into a wallet that was relabelled', async () => {
    const other = await makeWallet(ada.userId, 'USD')
    const ctx = await systemCtx(ada.userId)
    await execute(ctx, 'wallet.relabel', { walletId: other, from: 'USD', to: 'EUR' })
    const args = newExpense(ada, { amount: 1100 })
    await execute(ctx, 'expense.create', args)
    const to = { walletId: other, id: newId(), categoryId: firstCategory(other) }
    const changes = { money: { from: { amount: 1000 }, to: { amount: 1200 } } }
    await execute(ctx, 'expense.move', { walletId: ada.walletId, id: args.id, to, changes })
    const asked = await query<{ kept: Kept[] }>(
      `select kept from conflicts where id = '${conflictId(to.id, 'money')}'`,
    )
    expect(asked[0]?.kept.map(({ values }) => values.amount)).toEqual([1100])
  })

  it('a former currency that is named again is the one that the wallet has', async () => {
    const args = newExpense(ada, { amount: 1501 })
    await execute(ada.ctx, 'expense.create', args)
    await execute(ada.ctx, 'wallet.relabel', { walletId: ada.walletId, from: 'EUR', to: 'CHF' })
    const changes = { money: { from: { currency: 'USD' }, to: { currency: 'EUR' } } }
    await execute(ada.ctx, 'expense.update', { walletId: ada.walletId, id: args.id, changes })
    const [row] = await query<{ amount: string; currency: string }>(
      `select amount::text as amount, currency from expenses where id = '${args.id}'`,
    )
    expect(row).toEqual({ amount: '1501', currency: 'CHF' })
  })
})
