import Papa from 'papaparse'
import { v4 } from 'uuid'
import { beforeAll, expect, it } from 'vitest'
import { plainText } from '@/lib/core/csv'
import {
  Api,
  apiUrl,
  type Expense,
  type Me,
  register,
  type User,
  type Wallet,
} from '@/tests/support/api'

let ada: User
let yen: Wallet

const formula = "=cmd|' /C calc'!A0"

beforeAll(async () => {
  ada = await register()
  yen = await ada.addWallet('JPY', '@Tokyo, "2026"')
  await ada.addCategory(formula)
  await ada.add({ category: formula, note: '+1 "for free", says Bob', amount: '-3.50' })
  await ada.add({ note: "'=1", date: '2026-11-24' })
  await ada.add({ note: 'ラーメン', walletId: yen.id, amount: '1200', date: '2025-02-28' })
  const gone = await ada.add({ note: 'deleted' })
  await ada.want(204, 'DELETE', `/expenses/${gone.id}`)
})

async function file(query = '', api: Api = ada) {
  const reply = await api.call<string>('GET', `/export.csv${query}`)
  expect(reply.status, reply.text).toBe(200)
  const { data, errors } = Papa.parse<Record<string, string>>(reply.text, {
    ...{ header: true, skipEmptyLines: true, newline: '\r\n' },
  })
  expect(errors).toEqual([])
  return { ...reply, rows: data }
}

it('an export reads back as the list shows it, without what is in the trash', async () => {
  const { rows, headers } = await file()
  const listed = await ada.all<Expense>('/expenses')
  const { name } = await ada.get<Me>('/me')
  expect(rows).toHaveLength(3)
  const back = rows.map((row) => ({
    ...row,
    ...Object.fromEntries(
      ['category', 'note', 'wallet', 'payer'].map((name) => [name, plainText(row[name] ?? '')]),
    ),
  }))
  expect(back).toEqual(
    listed.map((one) => ({
      ...{ id: one.id, date: one.date, amount: one.amount, currency: one.currency },
      ...{ category: one.category, note: one.note, payer: name },
      wallet: one.walletId === yen.id ? '@Tokyo, "2026"' : 'Personal',
      ...{ created_at: one.createdAt, updated_at: one.updatedAt },
    })),
  )
  expect(headers.get('content-disposition')).toMatch(
    /^attachment; filename="trackthatmoney-\d{4}-\d{2}-\d{2}\.csv"$/,
  )
})

it('no text in it is run by a spreadsheet, and a refund stays a number', async () => {
  const { text } = await file()
  expect(text).toContain(`,-3.50,EUR,'${formula},"'+1 ""for free"", says Bob",Personal,`)
  expect(text).toContain(`"'@Tokyo, ""2026"""`)
})

it('it is narrowed as the list is', async () => {
  const notes = async (query: string) => (await file(query)).rows.map(({ note }) => note)
  expect(await notes(`?walletId=${yen.id}`)).toEqual(['ラーメン'])
  expect(await notes('?from=2026-11-24')).toEqual(["''=1"])
  expect(await notes('?q=free')).toEqual([`'+1 "for free", says Bob`])
  expect(await notes(`?category=${encodeURIComponent(formula)}&max=-1`)).toHaveLength(1)
  expect(await notes('?from=2030-01-01')).toEqual([])
  expect((await file('?from=2030-01-01')).text).toMatch(/^id,date,amount[a-z,_]*\r\n$/)
})

it('it begins with the mark of UTF-8 where that is asked for', async () => {
  const bytes = async (query: string) => {
    const answer = await fetch(`${apiUrl()}/export.csv${query}`, { headers: ada.headers })
    return [...new Uint8Array(await answer.arrayBuffer()).slice(0, 4)]
  }
  expect(await bytes('?bom=true')).toEqual([0xef, 0xbb, 0xbf, 'i'.charCodeAt(0)])
  expect((await bytes('?bom=false'))[0]).toBe('i'.charCodeAt(0))
  expect((await bytes(''))[0]).toBe('i'.charCodeAt(0))
})

it('what is wrong is said in place of a file', async () => {
  await ada.refused(404, 'walletId', 'GET', `/export.csv?walletId=${v4()}`)
  await ada.refused(400, 'bom', 'GET', '/export.csv?bom=yes')
  await ada.refused(400, 'category', 'GET', '/export.csv?category=nothing')
  await ada.refused(400, 'limit', 'GET', '/export.csv?limit=5')
  await new Api().refused(401, undefined, 'GET', '/export.csv')
})

it('nobody gets what is somebody else’s', async () => {
  const bob = await register()
  expect((await file('', bob)).rows).toEqual([])
  await bob.refused(404, 'walletId', 'GET', `/export.csv?walletId=${yen.id}`)
})
