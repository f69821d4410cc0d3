'use client'

import { Check } from 'lucide-react'
import { memo } from 'react'
import { CategoryIcon } from '@/components/parts/category/category-icon'
import { UnsentMark } from '@/components/parts/expense/unsent-mark'
import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import type { Row } from '@/lib/domain/entities'
import { drawing } from './drawn-rows'
import { ReviewMark } from './review-mark'

type Props = {
  expense: Row<'expense'>
  category: Row<'category'> | undefined
  unsent: boolean
  /** Whether its amount or date waits for a decision. */
  inQuestion: boolean
  /** Whether it is the one that is open. */
  current: boolean
  /** Whether it is selected; undefined while nothing is, and a press opens it. */
  chosen: boolean | undefined
  onChoose: (expense: Row<'expense'>, toHere: boolean) => void
  /** Its place among those of its day, counted from 1, as not all of them are drawn. */
  place: number
  count: number
}

/** The columns of the list: words, then figures that end on one edge; `--figures` is as wide as the widest sum. */
export const listColumns =
  'grid grid-cols-[minmax(0,1fr)_minmax(var(--figures,7.25rem),auto)] sm:grid-cols-[minmax(0,1fr)_minmax(calc(var(--figures,7.25rem)+2rem),auto)]'

/** The cell of a figure, behind the rule that runs down the whole list. */
export const figureCell =
  'flex items-center justify-end border-l border-line pr-side-right pl-3 lg:pr-8'

/** One expense as a line that opens it. The list opens it on a plain click; the address works for a new tab. */
export const ExpenseRow = memo(function ExpenseRow(props: Props) {
  const { expense, category, unsent, inQuestion, current, chosen, place, count } = props
  const { id, amount, currency, note } = expense
  const { locale } = useHere()
  const name = category?.name ?? 'Category'
  const refund = amount < 0
  const second = [note && name, refund && 'Refund'].filter(Boolean).join(' · ')
  const words = (
    <>
      <span className="flex min-w-0 items-center gap-3 pr-3 pl-side-left lg:pl-8">
        {chosen ? (
          <span className="grid size-10 flex-none place-items-center rounded-full bg-accent text-on-accent">
            <Check size={20} strokeWidth={1.75} />
          </span>
        ) : (
          <CategoryIcon icon={category?.icon ?? 'tag'} color={category?.color ?? 'slate'} />
        )}
        <span className="min-w-0 grow">
          <span dir="auto" className="block truncate">
            {note || name}
          </span>{' '}
          {second && <span className="block truncate text-sm text-ink-soft">{second}</span>}
        </span>{' '}
        {inQuestion && <ReviewMark>In question</ReviewMark>}
        {unsent && <UnsentMark />}
      </span>{' '}
      <span className={figureCell}>
        <Money value={{ amount, currency }} locale={locale} className={refund ? 'text-ok' : ''} />
      </span>
    </>
  )
  return (
    <li aria-posinset={place} aria-setsize={count} className={itemClass}>
      {chosen === undefined ? (
        <a
          ref={drawing(expense)}
          href={`/?id=${id}`}
          data-expense={id}
          aria-current={current ? 'true' : undefined}
          className={`${lineClass} hover:bg-paper aria-[current]:bg-accent-tint`}
        >
          {words}
        </a>
      ) : (
        <label
          className={`${lineClass} cursor-pointer select-none has-checked:bg-accent-tint has-focus-visible:outline-2 has-focus-visible:outline-accent`}
        >
          <input
            ref={drawing(expense)}
            type="checkbox"
            data-expense={id}
            checked={chosen}
            onChange={({ nativeEvent }) =>
              props.onChoose(expense, (nativeEvent as unknown as MouseEvent).shiftKey)
            }
            className="absolute size-6 opacity-0"
          />
          {words}
        </label>
      )}
    </li>
  )
})

// What lies under a line that is pulled aside says what letting go will do.
const itemClass =
  'relative h-16 overflow-hidden data-[swipe=delete]:bg-danger-tint data-[swipe=duplicate]:bg-accent-tint before:absolute before:inset-y-0 before:hidden before:items-center before:px-sides before:text-sm before:font-medium data-[swipe]:before:flex data-[swipe=delete]:before:right-0 data-[swipe=delete]:before:text-danger data-[swipe=delete]:before:content-["Delete"] data-[swipe=duplicate]:before:left-0 data-[swipe=duplicate]:before:text-accent data-[swipe=duplicate]:before:content-["Duplicate"]'

const lineClass = `${listColumns} relative h-full touch-pan-y border-b border-line bg-sheet -outline-offset-2 transition-colors`

/** The place of a line that is not read yet: the same height, in hairline colour. */
export function RowPlace() {
  return (
    <div aria-hidden="true" className={`${listColumns} h-16 border-b border-line`}>
      <span className="flex items-center gap-3 pl-side-left lg:pl-8">
        <span className="size-10 flex-none rounded-full bg-line" />
        <span className="h-3 w-32 max-w-full rounded-full bg-line" />
      </span>
      <span className={figureCell}>
        <span className="h-3 w-12 rounded-full bg-line" />
      </span>
    </div>
  )
}
