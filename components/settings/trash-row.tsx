'use client'

import { useRef } from 'react'
import { CategoryIcon } from '@/components/categories/category-icon'
import { calendarWords, instantWords } from '@/components/expenses/date-words'
import { inWords, problemsOf } from '@/components/expenses/expense-values'
import { Money } from '@/components/ui/money'
import { showToast } from '@/components/ui/toast-store'
import { useCategories } from '@/lib/client/hooks/categories'
import { useLocale, useToday } from '@/lib/client/hooks/clock'
import type { Trashed } from '@/lib/client/hooks/trash'
import { useWallets } from '@/lib/client/hooks/wallets'
import { mutate } from '@/lib/client/mutate'
import { canonicalId } from '@/lib/domain/categories/rules'

type Props = { trashed: Trashed; onRestored: (words: string) => void }

/** One deleted expense: what it was, when it went, how long it can come back. */
export function TrashRow({ trashed: { expense, daysLeft }, onRestored }: Props) {
  const today = useToday() ?? ''
  const locale = useLocale()
  const categories = useCategories(expense.spaceId)
  const wallets = useWallets() ?? []
  const busy = useRef(false)
  const { spaceId: walletId, id, note, date, amount, currency, deletedAt } = expense
  const category = categories?.get(canonicalId(categories, expense.categoryId))
  const name = category?.name ?? 'Expense'
  const wallet = wallets.length > 1 && wallets.find((one) => one.id === walletId)?.name
  const second = [note && name, calendarWords(date, today, locale), wallet].filter(Boolean)
  const left = daysLeft === 1 ? '1 day left' : `${daysLeft} days left`

  const restore = async () => {
    if (busy.current) return
    busy.current = true
    const words = inWords(expense, category?.name)
    try {
      await mutate('expense.restore', { walletId, id }, `Restore ${words}`)
      onRestored(words)
    } catch (error) {
      showToast(problemsOf(error).message ?? 'It could not be brought back.')
    } finally {
      busy.current = false
    }
  }

  return (
    <li className="flex items-start gap-3 border-b border-line py-4">
      <CategoryIcon icon={category?.icon ?? 'tag'} color={category?.color ?? 'slate'} />
      <div className="min-w-0 grow">
        <p className="truncate">{note || name}</p>
        <p className="text-sm text-ink-soft">{second.join(' · ')}</p>
        <p className="text-sm text-ink-soft">
          Deleted {instantWords(deletedAt ?? '', today, locale)} · {left}
        </p>
      </div>
      <div className="flex flex-none flex-col items-end sm:flex-row sm:items-center sm:gap-6">
        <Money value={{ amount, currency }} locale={locale} />
        <button
          type="button"
          onClick={() => void restore()}
          className="-mr-3 -mb-3 min-h-11 rounded-control px-3 font-medium text-accent transition-colors hover:bg-accent-tint sm:mb-0"
        >
          Restore
          <span className="sr-only"> {note || name}</span>
        </button>
      </div>
    </li>
  )
}
