'use client'

import { CloudOff } from 'lucide-react'
import { memo } from 'react'
import { CategoryIcon } from '@/components/categories/category-icon'
import { Money } from '@/components/ui/money'
import type { Row } from '@/lib/domain/entities'
import { ReviewMark } from './review-mark'

type Props = {
  expense: Row<'expense'>
  category: Row<'category'> | undefined
  locale: string
  unsent: boolean
  /** Whether its amount or date waits for a decision. */
  inQuestion: boolean
  selected: boolean
  /** Its place among those of its day, counted from 1, as not all of them are drawn. */
  place: number
  count: number
}

/** The columns of the list: words, then figures that end on one edge; `--figures` is as wide as the widest sum. */
export const listColumns =
  'grid grid-cols-[minmax(0,1fr)_minmax(var(--figures,7.25rem),auto)] sm:grid-cols-[minmax(0,1fr)_minmax(calc(var(--figures,7.25rem)+2rem),auto)]'

/** The cell of a figure, behind the rule that runs down the whole list. */
export const figureCell = 'flex items-center justify-end border-l border-line pr-5 pl-3 lg:pr-8'

/** One expense as a line that opens it. The list opens it on a plain click; the address works for a new tab. */
export const ExpenseRow = memo(function ExpenseRow(props: Props) {
  const { expense, category, locale, unsent, inQuestion, selected, place, count } = props
  const { id, amount, currency, note } = expense
  const name = category?.name ?? 'Category'
  const refund = amount < 0
  const second = [note && name, refund && 'Refund'].filter(Boolean).join(' · ')
  return (
    <li aria-posinset={place} aria-setsize={count} className="h-16">
      <a
        href={`/?id=${id}`}
        data-expense={id}
        aria-current={selected ? 'true' : undefined}
        className={`${listColumns} h-full border-b border-line -outline-offset-2 transition-colors hover:bg-paper aria-[current]:bg-accent-tint`}
      >
        <span className="flex min-w-0 items-center gap-3 pr-3 pl-5 lg:pl-8">
          <CategoryIcon icon={category?.icon ?? 'tag'} color={category?.color ?? 'slate'} />
          <span className="min-w-0 grow">
            <span className="block truncate">{note || name}</span>{' '}
            {second && <span className="block truncate text-sm text-ink-soft">{second}</span>}
          </span>{' '}
          {inQuestion && <ReviewMark>In question</ReviewMark>}
          {unsent && (
            <span className="flex-none text-warn">
              <CloudOff size={16} strokeWidth={1.75} />
              <span className="sr-only">Not sent yet</span>
            </span>
          )}
        </span>{' '}
        <span className={figureCell}>
          <Money value={{ amount, currency }} locale={locale} className={refund ? 'text-ok' : ''} />
        </span>
      </a>
    </li>
  )
})

/** The place of a line that is not read yet: the same height, in hairline colour. */
export function RowPlace() {
  return (
    <div aria-hidden="true" className={`${listColumns} h-16 border-b border-line`}>
      <span className="flex items-center gap-3 pl-5 lg:pl-8">
        <span className="size-10 flex-none rounded-full bg-line" />
        <span className="h-3 w-32 max-w-full rounded-full bg-line" />
      </span>
      <span className={figureCell}>
        <span className="h-3 w-12 rounded-full bg-line" />
      </span>
    </div>
  )
}
