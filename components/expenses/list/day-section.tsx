'use client'

import { Fragment, memo } from 'react'
import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import type { InQuestion } from '@/lib/client/hooks/conflicts'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { ExpenseRow, figureCell, listColumns, RowPlace } from './expense-row'
import { ReviewMark } from './review-mark'
import { inText, rowHeight } from './windowing'

/** What all days of a list share. */
export type DayContext = {
  currency: string
  categories: ReadonlyMap<string, Row<'category'>>
  inQuestion: InQuestion
  openId: string | null
  /** What is selected; undefined while nothing is. */
  selected: ReadonlyMap<string, number> | undefined
  onChoose: (expense: Row<'expense'>, toHere: boolean) => void
}

type Props = {
  date: string
  label: string
  sum: number
  count: number
  firstRow: number
  endRow: number
  /** Undefined until they are read. */
  rows: readonly Row<'expense'>[] | undefined
  /** The ids of the rows that are not on the server yet, where some of these are among them. */
  unsent: ReadonlySet<string>
  context: DayContext
}

/** The id of the heading of a day, by which its section is called. */
export function headingOf(date: string): string {
  return `day-${date}`
}

/** One day of the list, with those of its rows that are in view; where it stands is left to others, as each save moves it. */
export const DaySection = memo(function DaySection(props: Props) {
  const { date, label, sum, count, firstRow, endRow, rows, unsent, context } = props
  const { locale } = useHere()
  const heading = headingOf(date)
  const drawn = Array.from({ length: endRow - firstRow }, (_, index) => firstRow + index)
  return (
    <>
      <h2
        id={heading}
        className={`${listColumns} h-11 border-b border-line font-normal text-ink-soft`}
      >
        <span className="flex min-w-0 items-center gap-2 pt-2.5 pr-3 pl-side-left lg:pl-8">
          <span className="grow truncate text-sm font-medium">{label}</span>{' '}
          {context.inQuestion.dates.has(date) && <ReviewMark>Under review</ReviewMark>}
        </span>{' '}
        <span className={`${figureCell} pt-2.5`}>
          <Money
            value={{ amount: sum, currency: context.currency }}
            locale={locale}
            className="text-sm font-medium"
          />
        </span>
      </h2>
      <div style={{ paddingTop: inText(firstRow * rowHeight) }}>
        {rows ? (
          <ul aria-labelledby={heading}>
            {drawn.map((index) => (
              <Fragment key={rows[index]?.id ?? index}>{line(rows[index], index)}</Fragment>
            ))}
          </ul>
        ) : (
          drawn.map((index) => <RowPlace key={index} />)
        )}
      </div>
    </>
  )

  function line(expense: Row<'expense'> | undefined, index: number) {
    if (!expense) {
      return (
        <li aria-hidden="true">
          <RowPlace />
        </li>
      )
    }
    const { categories, inQuestion, openId, selected } = context
    return (
      <ExpenseRow
        expense={expense}
        category={categories.get(canonicalId(categories, expense.categoryId))}
        unsent={unsent.has(expense.id)}
        inQuestion={inQuestion.ids.has(expense.id)}
        current={expense.id === openId}
        chosen={selected?.has(expense.id)}
        onChoose={context.onChoose}
        place={index + 1}
        count={count}
      />
    )
  }
})
