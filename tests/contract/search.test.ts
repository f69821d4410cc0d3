import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '@/lib/core/dates'
import { newId } from '@/lib/core/ids'
import { formatMoney } from '@/lib/core/money'
import { weekAround } from '@/lib/core/periods'
import { foldText } from '@/lib/core/text'
import { dateIn } from '@/lib/core/time-zones'
import { matches, readSearch } from '@/lib/domain/expenses/search'
import { execute } from '@/lib/server/execute'
import { listExpenses } from '@/lib/server/reads/expenses'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { makePerson, type Person } from '@/tests/support/people'

const notes = [
  ...['', 'Café', 'cafe', 'Cafe\u0301', 'Łódź', 'Úvěr', 'ΚΑΦΕΣ', 'καφές', 'Straße', 'STRASSE'],
  ...[
    'İstanbul',
    'ışık',
    'Æble',
    'Smørrebrød',
    'Đặng',
    'قَهْوَة',
    'قـــهوة',
    'ｌａｔｔｅ',
    'Ёлка',
    'Levi’s',
  ],
  ...[
    '100% wool',
    'a_b',
    'C:\\temp',
    "O'Neil",
    'May flowers',
    'Orwell 1984',
    '١٩٨٤',
    'が',
    'milk\u00adshake',
  ],
]
const asked = [
  ...[
    'cafe',
    'CAFÉ',
    'lodz',
    'uver',
    'καφες',
    'καφεσ',
    'strasse',
    'straße',
    'istanbul',
    'isik',
    'aeble',
  ],
  ...[
    'smorrebrod',
    'dang',
    'قهوة',
    'latte',
    'елка',
    "levi's",
    'か',
    '100%',
    'a_b',
    'c:\\temp',
    "o'neil",
    '%',
  ],
  ...[
    'may',
    '1984',
    'milkshake',
    '"may flowers"',
    'groceries',
    'other',
    'cafe groceries',
    'today',
    'this month',
  ],
  ...[
    'last month',
    '>5',
    '5..20',
    '12,50',
    '12,50 €',
    '-12.50',
    'november',
    '04/05/2026',
    'may 4',
    '2026-05',
  ],
]

onEachDatabase(() => {
  let ada: Person
  type Row = { id: string; note: string; category: string; amount: number; date: string }
  const rows: Row[] = []
  const today = dateIn('UTC', new Date())

  beforeAll(async () => {
    ada = await makePerson()
    const found = await query<{ id: string; name: string }>(
      `select id, name from categories where space_id = '${ada.walletId}'`,
    )
    const dates = [today, addDays(today, -40), '2026-05-04', '2026-04-05', '1984-01-01']
    for (const [index, note] of notes.entries()) {
      const category = found[index % 2 ? 0 : found.length - 1] as { id: string; name: string }
      const amount = [1250, -1250, 100, 501, 198_400][index % 5] as number
      const row = {
        id: newId(),
        note,
        amount,
        date: dates[index % 3 === 0 ? 0 : index % 5] as string,
      }
      const money = { amount, currency: 'EUR', rate: null, payers: null, split: null }
      const fields = { ...money, date: row.date, categoryId: category.id, note }
      await execute(ada.ctx, 'expense.create', { walletId: ada.walletId, id: row.id, fields })
      rows.push({ ...row, category: category.name })
    }
  }, 60_000)

  const settings = async (changes: { locale?: string; monthStartsOn?: number }) => {
    const pairs = Object.entries(changes).map(([unit, to]) => {
      const from = unit === 'locale' ? null : 1
      return [unit, { from: { [unit]: from }, to: { [unit]: to } }]
    })
    await execute(ada.ctx, 'settings.update', {
      userId: ada.userId,
      changes: Object.fromEntries(pairs),
    })
  }

  async function onServer(text: string, region = 'en-GB'): Promise<string[]> {
    const search = { text, region }
    const found = await listExpenses(ada.ctx, { walletId: ada.walletId, search, limit: 500 })
    return found.map(({ note }) => note).sort()
  }

  function onDevice(text: string, locale = 'en-GB', monthStartsOn = 1): string[] {
    const search = readSearch(text, {
      ...{ currency: 'EUR', today, locale, firstWeekday: 1, monthStartsOn },
    })
    return rows
      .filter(({ note, category, amount, date }) => {
        const texts = { note: foldText(note), category: foldText(category) }
        return matches(search, { ...texts, amount, date })
      })
      .map(({ note }) => note)
      .sort()
  }

  describe('a search', () => {
    it('finds on the server what a device finds', async () => {
      for (const text of asked) expect(await onServer(text), text).toEqual(onDevice(text))
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(fc.constantFrom(...asked, ...notes), fc.string()), { maxLength: 3 }),
          fc.constantFrom('en-US', 'de-DE', 'ja-JP'),
          async (words, region) => {
            const text = words.join(' ').replaceAll('\0', '')
            expect(await onServer(text, region)).toEqual(onDevice(text, region))
          },
        ),
        { numRuns: 40 },
      )
    }, 60_000)

    it('finds a letter in whatever form it is written', async () => {
      expect(await onServer('cafe')).toEqual(['Cafe\u0301', 'Café', 'cafe'].sort())
      expect(await onServer('καφες')).toEqual(['ΚΑΦΕΣ', 'καφές'].sort())
      expect(await onServer('lodz')).toEqual(['Łódź'])
      expect(await onServer('1984')).toEqual(expect.arrayContaining(['Orwell 1984', '١٩٨٤']))
    })

    it('finds a row that was written by nothing but SQL', async () => {
      await query(
        `update expenses set note_search = null where space_id = '${ada.walletId}' returning 1 as n`,
      )
      expect(await onServer("o'neil")).toEqual(["O'Neil"])
      await query(
        `update expenses set note_search = lower(note) where note = 'O''Neil' returning 1 as n`,
      )
    })
  })

  it('reads dates and months as the settings say, else in the region that is named', async () => {
    const bob = await makePerson()
    ada = bob
    for (const date of ['2026-05-04', '2026-04-05']) {
      const money = { amount: 1, currency: 'EUR', rate: null, payers: null, split: null }
      const fields = { ...money, date, categoryId: bob.categoryId, note: date }
      await execute(bob.ctx, 'expense.create', { walletId: bob.walletId, id: newId(), fields })
    }
    expect(await onServer('04/05/2026', 'en-GB')).toEqual(['2026-05-04'])
    expect(await onServer('04/05/2026', 'en-US')).toEqual(['2026-04-05'])
    await settings({ locale: 'en-US', monthStartsOn: 25 })
    expect(await onServer('04/05/2026', 'en-GB')).toEqual(['2026-04-05'])
    expect(await onServer('march 2026')).toEqual(['2026-04-05'])
    expect(await onServer(formatMoney(1, 'EUR', 'de-DE'))).toHaveLength(2)
  })

  it('begins weeks on Monday, whatever the region, until a device or its person says otherwise', async () => {
    const eve = await makePerson()
    ada = eve
    const { from, to } = weekAround(today, 1)
    for (const date of [from, to]) {
      const money = { amount: 1, currency: 'EUR', rate: null, payers: null, split: null }
      const fields = { ...money, date, categoryId: eve.categoryId, note: date }
      await execute(eve.ctx, 'expense.create', { walletId: eve.walletId, id: newId(), fields })
    }
    expect(await onServer('this week', 'en-US')).toEqual([from, to])
    const { userId } = eve
    await execute(eve.ctx, 'settings.report', { userId, firstWeekday: 7 })
    expect(await onServer('this week', 'en-GB')).not.toEqual([from, to])
  })
})
