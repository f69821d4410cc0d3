'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { CategoryIcon } from '@/components/parts/category/category-icon'
import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import { calendarWords } from '@/components/words/date-words'
import type { WordsContext } from '@/components/words/unit-words'
import { useBudgets } from '@/lib/client/hooks/budgets'
import { useCategories } from '@/lib/client/hooks/categories'
import { useCurrentWallet, useWallets } from '@/lib/client/hooks/wallets'
import type { Question } from '@/lib/client/inbox/inbox'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'

/** One thing of the inbox: what it is about on the left, what there is to say and do about it on the right. */
export function ItemFrame({ about, children }: { about: ReactNode; children: ReactNode }) {
  return (
    <li className="grid gap-x-10 gap-y-4 border-b border-line py-6 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <div className="min-w-0">{about}</div>
      <div className="min-w-0">{children}</div>
    </li>
  )
}

/** What the values of a question need to be said in words. */
export function useWordsContext({ conflict, row }: Question): WordsContext {
  const { today = '', locale } = useHere()
  const categories = useCategories(conflict.spaceId)
  const currency = 'currency' in row ? String(row.currency) : ''
  return { today, locale, categories, currency }
}

/** The row that a question is about, as the list shows it; it opens the expense where there is one to open. */
export function Subject({ question, context }: { question: Question; context: WordsContext }) {
  const { entity, row, conflict } = question
  if (entity === 'expense') {
    const opens = row.deletedAt === null
    return (
      <ExpenseSubject
        expense={row as Row<'expense'>}
        context={context}
        figure={conflict.unit !== 'money'}
        opens={opens}
      />
    )
  }
  if (entity === 'limit') return <LimitSubject limit={row as Row<'limit'>} context={context} />
  return <p className="font-medium [overflow-wrap:anywhere]">{'name' in row && String(row.name)}</p>
}

/** A limit in two lines: whose it is, and from when on it holds. */
function LimitSubject({ limit, context }: { limit: Row<'limit'>; context: WordsContext }) {
  const { today, locale } = context
  const its = useBudgets()?.find(({ budget }) => budget.id === limit.budgetId)
  return (
    <>
      <p className="font-medium [overflow-wrap:anywhere]">{its?.budget.name ?? 'Budget'}</p>
      <p className="text-sm text-ink-soft">
        Limit from {calendarWords(limit.from, today, locale)} on
      </p>
    </>
  )
}

type ExpenseProps = {
  expense: Row<'expense'>
  context: WordsContext
  figure: boolean
  opens: boolean
}

/** An expense in two lines: its note and category, its date, and the amount where that is not the question itself. */
function ExpenseSubject({ expense, context, figure, opens }: ExpenseProps) {
  const { categories, today, locale } = context
  const { choose } = useCurrentWallet()
  const wallets = useWallets() ?? []
  const { note, amount, currency, date, id, spaceId } = expense
  const category = categories?.get(canonicalId(categories, expense.categoryId))
  const name = category?.name ?? 'Expense'
  const wallet = wallets.length > 1 && wallets.find((one) => one.id === spaceId)?.name
  const second = [note && name, calendarWords(date, today, locale), wallet].filter(Boolean)
  return (
    <div className="flex items-center gap-3">
      <CategoryIcon icon={category?.icon ?? 'tag'} color={category?.color ?? 'slate'} />
      <div className="min-w-0">
        <p className="font-medium [overflow-wrap:anywhere]">
          {opens ? (
            <Link
              href={`/?id=${id}`}
              onClick={() => choose(spaceId)}
              className="flex items-center rounded-control underline decoration-edge decoration-1 underline-offset-4 transition-colors hover:decoration-accent pointer-coarse:-my-2 pointer-coarse:min-h-11 pointer-coarse:min-w-11"
            >
              <span dir="auto" className="line-clamp-2">
                {note || name}
              </span>
            </Link>
          ) : (
            <span dir="auto" className="line-clamp-2">
              {note || name}
            </span>
          )}
        </p>
        <p className="text-sm text-ink-soft">
          {second.join(' · ')}
          {figure && (
            <>
              {' · '}
              <Money value={{ amount, currency }} locale={locale} />
            </>
          )}
        </p>
      </div>
    </div>
  )
}
