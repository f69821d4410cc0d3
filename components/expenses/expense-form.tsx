'use client'

import type { ReactNode } from 'react'
import type { TileCategory } from '@/components/categories/category-tile'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import { useProblemFocus } from '@/components/ui/use-problem-focus'
import type { FormState } from '@/lib/core/form'
import { AmountField } from './amount-field'
import { CategoryTiles } from './category-tiles'
import { DateField } from './date-field'
import type { Typed } from './expense-values'

type Props = {
  values: Typed
  onChange: (change: Partial<Typed>, category?: TileCategory) => void
  categories: readonly TileCategory[] | undefined
  currency: string | undefined
  locale: string
  today: string | undefined
  problems: FormState
  /** A new expense is opened to be typed, one that exists to be read first. */
  isNew: boolean
  onSave: () => void
  /** Stands before the amount, such as the choice of a wallet. */
  before?: ReactNode
  /** Stands after the note, such as the history. */
  after?: ReactNode
  buttons: ReactNode
}

/** The fields of one expense, controlled from outside; Enter in a text field saves, problems take the focus. */
export function ExpenseForm({ values, onChange, problems, ...props }: Props) {
  const form = useProblemFocus(problems)
  const wrong = problems.fields ?? {}
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        props.onSave()
      }}
      className="flex min-h-full flex-col"
    >
      <div className="grow space-y-5 px-5 pt-2 pb-6 lg:px-8">
        {problems.message && <Notice tone="problem">{problems.message}</Notice>}
        {props.before}
        <AmountField
          value={values.amount}
          onChange={(amount) => onChange({ amount })}
          currency={props.currency}
          locale={props.locale}
          autoFocus={props.isNew}
          error={wrong.amount}
        />
        <CategoryTiles
          categories={props.categories}
          chosen={values.categoryId}
          onChoose={(category) => onChange({ categoryId: category.id }, category)}
          error={wrong.categoryId}
        />
        <DateField
          value={values.date}
          onChange={(date) => onChange({ date })}
          today={props.today}
          error={wrong.date}
        />
        <TextField
          name="note"
          label="Note"
          maxLength={500}
          autoComplete="off"
          enterKeyHint="done"
          value={values.note}
          onChange={(event) => onChange({ note: event.target.value })}
          error={wrong.note}
        />
        {props.after}
      </div>
      <div className="sticky bottom-0 flex flex-wrap gap-3 border-t border-line bg-paper px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:px-8 lg:py-4">
        {props.buttons}
      </div>
    </form>
  )
}
