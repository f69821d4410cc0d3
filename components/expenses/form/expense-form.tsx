'use client'

import { type FocusEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import { AmountField } from '@/components/expenses/amount/amount-field'
import { AmountKeypad } from '@/components/expenses/amount/amount-keypad'
import type { TileCategory } from '@/components/parts/category/category-tile'
import { CurrencyButton } from '@/components/parts/wallet/currency-button'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import { useRoomForKeys } from '@/components/ui/use-media'
import { useProblemFocus } from '@/components/ui/use-problem-focus'
import type { FormState } from '@/lib/core/form'
import type { ParsedAmount } from '@/lib/core/money'
import type { Row } from '@/lib/domain/entities'
import { CategoryTiles } from './category-tiles'
import { DateField } from './date-field'
import type { Typed } from './expense-values'

type Props = {
  values: Typed
  /** What the amount is read as; undefined until it is. */
  amount: ParsedAmount | undefined
  onChange: (change: Partial<Typed>, category?: TileCategory) => void
  categories: readonly TileCategory[] | undefined
  /** Undefined until it is known; typing need not wait for it. */
  wallet: Row<'wallet'> | undefined
  /** Called with a wallet that was made for another currency; a form that stays in its wallet has none. */
  onWallet?: (id: string) => void
  problems: FormState
  /** A new expense is opened to be typed, one that exists to be read first. */
  isNew: boolean
  onSave: () => void
  /** Called where the person goes on to another field, or leaves one by Tab; not where they press a tile. */
  onMoveOn?: () => void
  /** Leads to a category that is still to be made, hearing so first; without it there is no such way. */
  onNewCategory?: () => void
  /** Stands before the amount, such as the choice of a wallet. */
  before?: ReactNode
  /** Says what the expense leaves of a budget. */
  leaves?: ReactNode
  /** Stands below the amount, such as what it may mean. */
  below?: ReactNode
  /** Belongs to the note and is seen with it. */
  proposals?: ReactNode
  /** Stands at the end, such as its changes. */
  after?: ReactNode
  buttons: ReactNode
}

/** All but the tiles. */
const typedFields = 'input:not([type=radio]), select'

/** The fields of one expense, controlled from outside; Enter in a text field saves, problems take the focus. */
export function ExpenseForm({ values, onChange, problems, ...props }: Props) {
  const form = useProblemFocus(problems)
  const wrong = problems.fields ?? {}
  const keypad = useKeypad(props.isNew)
  return (
    <form
      ref={form}
      noValidate
      onFocus={(event) => {
        keypad.onFocus(event)
        if (event.target.matches(typedFields)) props.onMoveOn?.()
      }}
      onKeyDown={(event) => {
        keypad.onKeyDown(event)
        if (event.key === 'Tab' && (event.target as Element).matches(typedFields))
          props.onMoveOn?.()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        props.onSave()
      }}
      className="flex h-full flex-col"
    >
      <div className="min-h-0 grow space-y-5 overflow-y-auto overscroll-contain px-5 pt-2 pb-6 lg:px-8">
        {problems.message && <Notice tone="problem">{problems.message}</Notice>}
        {props.before}
        <AmountField
          value={values.amount}
          onChange={(amount) => onChange({ amount })}
          read={props.amount}
          takesWords={props.isNew}
          currency={props.wallet?.currency}
          button={
            props.wallet && <CurrencyButton wallet={props.wallet} onWallet={props.onWallet} />
          }
          autoFocus={props.isNew}
          hasKeypad={keypad.possible}
          error={wrong.amount}
        />
        {props.below}
        <CategoryTiles
          categories={props.categories}
          chosen={values.categoryId}
          onChoose={(category) => onChange({ categoryId: category.id }, category)}
          {...(props.onNewCategory && { onNew: props.onNewCategory })}
          error={wrong.categoryId}
          aside={props.leaves}
        />
        <DateField value={values.date} onChange={(date) => onChange({ date })} error={wrong.date} />
        <div data-in-view className="space-y-2">
          <TextField
            name="note"
            label="Note"
            dir="auto"
            maxLength={500}
            autoComplete="off"
            enterKeyHint="done"
            value={values.note}
            onChange={(event) => onChange({ note: event.target.value })}
            error={wrong.note}
          />
          {props.proposals}
        </div>
        {props.after}
      </div>
      <div className="flex flex-none flex-wrap gap-3 border-t border-line bg-paper px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:px-8 lg:py-4">
        {keypad.shown && <AmountKeypad currency={props.wallet?.currency ?? 'EUR'} />}
        {props.buttons}
      </div>
    </form>
  )
}

/** Whether the keypad is there: on a touch screen, for the amount, until a real keyboard is used. */
function useKeypad(atOnce: boolean) {
  const touch = useRoomForKeys()
  const [wanted, setWanted] = useState(atOnce)
  const [hasKeys, setHasKeys] = useState(false)
  return {
    possible: touch && !hasKeys,
    shown: wanted && touch && !hasKeys,
    onFocus: ({ target }: FocusEvent) => {
      if (target.id === 'amount') setWanted(true)
      // Choosing a tile brings no keyboard of the device, so the form stays as it is.
      else if (target.matches(typedFields)) setWanted(false)
    },
    onKeyDown: ({ key }: KeyboardEvent) => {
      // A keyboard on the screen tells of no figures.
      if (/^\d$/.test(key)) setHasKeys(true)
    },
  }
}
