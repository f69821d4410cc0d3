'use client'

import { ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { actOrSay } from '@/components/commands/act'
import { restoreExpense } from '@/components/commands/expenses'
import { CategoryIcon } from '@/components/parts/category/category-icon'
import { LateRevisions } from '@/components/parts/expense/late-revisions'
import { UnsentMark } from '@/components/parts/expense/unsent-mark'
import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import { calendarWords, instantWords } from '@/components/words/date-words'
import { useCategories } from '@/lib/client/hooks/categories'
import type { Trashed } from '@/lib/client/hooks/trash'
import { useWallets } from '@/lib/client/hooks/wallets'
import { canonicalId } from '@/lib/domain/categories/rules'

type Props = { trashed: Trashed; unsent: boolean; onRestored: () => void }

/** One deleted expense: what it was, when it went, how long it can come back; a press on it opens its changes. */
export function TrashRow({ trashed: { expense, daysLeft }, unsent, onRestored }: Props) {
  const [open, setOpen] = useState(false)
  const { today = '', locale } = useHere()
  const categories = useCategories(expense.spaceId)
  const wallets = useWallets() ?? []
  const busy = useRef(false)
  const { id, note, date, amount, currency, deletedAt } = expense
  const category = categories?.get(canonicalId(categories, expense.categoryId))
  const name = category?.name ?? 'Expense'
  const wallet = wallets.length > 1 && wallets.find((one) => one.id === expense.spaceId)?.name
  const second = [note && name, calendarWords(date, today, locale), wallet].filter(Boolean)
  const left = daysLeft === 1 ? '1 day left' : `${daysLeft} days left`

  const restore = async () => {
    if (busy.current) return
    busy.current = true
    const restored = await actOrSay(restoreExpense({ expense, category: category?.name }))
    busy.current = false
    if (restored) onRestored()
  }

  return (
    <li className="border-b border-line">
      <div className="flex items-start gap-3 py-4">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={`changes-${id}`}
          onClick={() => setOpen(!open)}
          className="group flex min-w-0 grow items-start gap-3 rounded-control text-left"
        >
          <CategoryIcon icon={category?.icon ?? 'tag'} color={category?.color ?? 'slate'} />
          <span className="min-w-0 grow">
            <span className="sr-only">Changes of </span>
            <span className="flex items-center gap-1.5">
              <span dir="auto" className="truncate">
                {note || name}
              </span>{' '}
              {/* Beside a name that comes a moment later it would move. */}
              {categories && (
                <ChevronDown
                  size={20}
                  strokeWidth={1.75}
                  className="flex-none text-ink-soft transition-transform group-aria-expanded:rotate-180"
                />
              )}
              {unsent && <UnsentMark />}
            </span>{' '}
            <span className="block text-sm text-ink-soft">{second.join(' · ')}</span>{' '}
            <span className="block text-sm text-ink-soft">
              Deleted {instantWords(deletedAt ?? '', today, locale)} · {left}
            </span>
          </span>
        </button>
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
      </div>
      <div id={`changes-${id}`} hidden={!open} className="sm:pl-13">
        {open && <LateRevisions expense={expense} />}
      </div>
    </li>
  )
}
