import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import { execute } from '@/lib/server/execute'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { codeOf, makePerson, newExpense, newNote, type Person } from '@/tests/support/people'

const look = { icon: 'tag', color: 'red', position: 0, archived: false, mergedInto: null } as const

function addCategory({ ctx, walletId }: Person, name: string, id = newId()) {
  return execute(ctx, 'category.create', { walletId, id, fields: { name, ...look } })
}

function rename({ ctx, walletId }: Person, id: string, from: string, to: string) {
  const changes = { name: { from: { name: from }, to: { name: to } } }
  return execute(ctx, 'category.update', { walletId, id, changes })
}

const categoryRow = (id: string) =>
  query<{ name: string; key: string; alias: string | null }>(
    `select name, name_key as key, merged_into as alias from categories where id = '${id}'`,
  )

onEachDatabase(() => {
  describe('a name', () => {
    it('of which nothing is seen is empty', async () => {
      const ada = await makePerson()
      for (const name of [
        '\u200b',
        '\u3164',
        '\u2800',
        '\u00ad',
        '\u202e\u202c',
        '\ufe0f',
        '\u0301',
      ]) {
        expect(await codeOf(addCategory(ada, name)), JSON.stringify(name)).toBe('invalid')
        const fields = { name, currency: 'EUR' }
        const wallet = { walletId: newId(), fields, categories: [] }
        expect(await codeOf(execute(ada.ctx, 'wallet.create', wallet))).toBe('invalid')
        expect(await codeOf(rename(ada, ada.categoryId, 'Groceries', name))).toBe('invalid')
      }
    })

    it('is another’s where it looks the same', async () => {
      const ada = await makePerson()
      for (const name of [
        'Groceries\u200b',
        '\u00adgro\u200dceries',
        'Ｇroceries',
        'GROCERIES\u3164',
      ]) {
        const id = newId()
        await addCategory(ada, name, id)
        expect(await categoryRow(id), name).toMatchObject([{ alias: ada.categoryId }])
      }
      const other = newId()
      await addCategory(ada, 'Other name', other)
      const taken = rename(ada, other, 'Other name', 'Groceries\u2060')
      expect(await codeOf(taken)).toBe('name_taken')
    })

    it('keeps what joins its letters and pictures', async () => {
      const ada = await makePerson()
      for (const name of [
        'می\u200cخواهم',
        '👨\u200d👩\u200d👧 family',
        '👨👩👧 family',
        '❤\ufe0f',
      ]) {
        const id = newId()
        await addCategory(ada, name, id)
        expect(await categoryRow(id)).toMatchObject([{ name, alias: null }])
      }
    })

    it('from before this was so is kept, and can be changed', async () => {
      const ada = await makePerson()
      const id = newId()
      await addCategory(ada, 'Odd', id)
      await query(`update categories set name = e'\\u200b' where id = '${id}' returning 1 as n`)
      await rename(ada, id, '\u200b', 'Even')
      expect(await categoryRow(id)).toMatchObject([{ name: 'Even', key: 'even' }])
      expect(await query(`select 1 as n from conflicts where row_id = '${id}'`)).toEqual([])
    })
  })

  it('a note of which nothing is seen is empty', async () => {
    const ada = await makePerson()
    const args = newExpense(ada, { note: '\u200b\u3164' })
    await execute(ada.ctx, 'expense.create', args)
    const note = () => query(`select note from expenses where id = '${args.id}'`)
    expect(await note()).toEqual([{ note: '' }])
    await execute(ada.ctx, 'expense.update', newNote(ada.walletId, args.id, '', 'می\u200cخواهم'))
    expect(await note()).toEqual([{ note: 'می\u200cخواهم' }])
  })
})
