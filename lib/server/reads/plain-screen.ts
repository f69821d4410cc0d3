import 'server-only'
import { addDays, addMonths, isCalendarDate, isMonth, monthBounds } from '@/lib/core/dates'
import { asSum, formatMoney, totalOf } from '@/lib/core/money'
import { oneLine } from '@/lib/core/one-line'
import { dateIn } from '@/lib/core/time-zones'
import { holderOfName } from '@/lib/domain/categories/rules'
import type { Ctx } from '../auth/ctx'
import { readAccount } from './account'
import { readLeft } from './budgets'
import { readCategories } from './categories'
import { findExpenses, listExpenses, type ReadExpense } from './expenses'
import { currencyOf, defaultWalletId } from './spaces'
import { summarizeMonth } from './summaries'
import { readWallets } from './wallets'

type Query = Record<string, string | string[] | undefined>

/** The most rows one month shows here; the app's own history has no end. */
const mostRows = 1000

/** What the screen of the plain form shows: the form's choices and beginnings, and one month of its wallet. */
export async function readPlainScreen(ctx: Ctx, query: Query, locale: string) {
  const asked = (name: string) => {
    const value = query[name]
    return typeof value === 'string' ? value : undefined
  }
  const wanted = asked('wallet')
  const linked = theirs(ctx, wanted)
  const walletId = linked ?? defaultWalletId(ctx)
  const currency = currencyOf(ctx, walletId)
  const today = dateIn(ctx.timeZone, new Date())
  const [wallets, all, saved, { email }] = await Promise.all([
    readWallets(ctx),
    readCategories(ctx, walletId),
    readSaved(ctx, walletId, asked('saved')),
    readAccount(ctx),
  ])
  const categories = all.filter((one) => !one.archived)
  const month = await monthToShow(ctx, walletId, today, asked('month') ?? saved?.date.slice(0, 7))
  const list = await readMonth(ctx, walletId, currency, month, { locale, today, looks: all })
  const category = holderOfName(all, asked('category') ?? '')
  const date = asked('date')
  const values: Record<string, string> = {
    ...(date && isCalendarDate(date) && { date }),
    ...(category && { categoryId: category.id }),
    amount: asked('amount')?.slice(0, 100) ?? '',
    note: oneLine(asked('note')?.slice(0, 500) ?? ''),
  }
  return {
    email,
    form: {
      wallets: wallets.map(({ id, name, currency }) => ({ id, name, currency })),
      walletId,
      missing: Boolean(wanted && !linked),
      categories: categories.map(({ id, name, icon, color }) => ({ id, name, icon, color })),
      today,
      values,
      saved: saved && { text: savedText(saved, locale) },
    },
    list,
  }
}

function theirs(ctx: Ctx, walletId: string | undefined): string | undefined {
  return walletId !== undefined && ctx.spaces.get(walletId)?.kind === 'wallet'
    ? walletId
    : undefined
}

async function readSaved(ctx: Ctx, walletId: string, id: string | undefined) {
  if (id === undefined || !/^[0-9a-f-]{36}$/i.test(id)) return undefined
  const [row] = await findExpenses(ctx, id, walletId)
  return row && !row.deletedAt ? row : undefined
}

function savedText(row: ReadExpense, locale: string): string {
  const money = formatMoney(row.amount, row.currency, locale)
  return `Saved: ${[money, row.category, row.note].filter(Boolean).join(' · ')}`
}

// The month asked for; else this one, or the last that has something while this one has nothing yet.
async function monthToShow(ctx: Ctx, walletId: string, today: string, asked: string | undefined) {
  if (asked !== undefined && isMonth(asked)) return asked
  const until = monthBounds(today.slice(0, 7)).until
  const [last] = await listExpenses(ctx, { walletId, to: addDays(until, -1), limit: 1 })
  return (last?.date ?? today).slice(0, 7)
}

type Look = { id: string; icon: string; color: string }

async function readMonth(
  ctx: Ctx,
  walletId: string,
  currency: string,
  month: string,
  { locale, today, looks }: { locale: string; today: string; looks: Look[] },
) {
  const { from, until } = monthBounds(month)
  const to = addDays(until, -1)
  const [rows, summary, [older], [newer], left] = await Promise.all([
    listExpenses(ctx, { walletId, from, to, limit: mostRows }),
    summarizeMonth(ctx, walletId, month),
    listExpenses(ctx, { walletId, to: addDays(from, -1), limit: 1 }),
    listExpenses(ctx, { walletId, from: until, limit: 1 }),
    readLeft(ctx, walletId, today),
  ])
  const link = (other: string) => ({
    href: `/add/plain?${new URLSearchParams({ wallet: walletId, month: other })}`,
    label: monthLabel(other, locale),
  })
  return {
    days: daysOf(rows, currency, looks, (date) => dayLabel(date, today, locale)),
    monthLabel: monthLabel(month, locale),
    monthTotal: { amount: asSum(summary.total), currency },
    sums: {
      parts: summary.categories.map(({ categoryId: id, name, total }) => {
        return { id, name, total: { amount: asSum(total), currency } }
      }),
      budgets: left.map(({ id, name, left, currency }) => {
        return { id, name, left: { amount: asSum(left), currency } }
      }),
    },
    older: older && link(older.date.slice(0, 7)),
    newer: newer && link(addMonths(month, 1)),
    isFirst: rows.length === 0 && !older && !newer,
  }
}

function daysOf(
  rows: ReadExpense[],
  currency: string,
  looks: Look[],
  label: (date: string) => string,
) {
  const lookOf = new Map(looks.map(({ id, icon, color }) => [id, { icon, color }]))
  const byDate = new Map<string, ReadExpense[]>()
  for (const row of rows) byDate.set(row.date, [...(byDate.get(row.date) ?? []), row])
  return [...byDate].map(([date, its]) => ({
    date,
    label: label(date),
    total: { amount: totalOf(its.map((row) => row.amount)), currency },
    items: its.map(({ id, note, amount, categoryId, category }) => ({
      id,
      note,
      amount,
      currency,
      category: {
        name: category,
        ...(lookOf.get(categoryId) ?? { icon: 'tag', color: 'slate' }),
      },
    })),
  }))
}

function monthLabel(month: string, locale: string): string {
  return calendar(`${month}-01`, locale, { month: 'long', year: 'numeric' })
}

function dayLabel(date: string, today: string, locale: string): string {
  if (date === today) return 'Today'
  if (date === addDays(today, -1)) return 'Yesterday'
  return calendar(date, locale, { weekday: 'short', day: 'numeric', month: 'short' })
}

// The words around a date are English, so the date's own words are too, in the order of the visitor's English.
function calendar(date: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const english = /^en\b/i.test(locale) ? locale : 'en-GB'
  const at = new Date(`${date}T00:00:00Z`)
  return new Intl.DateTimeFormat(english, { ...options, timeZone: 'UTC' }).format(at)
}
