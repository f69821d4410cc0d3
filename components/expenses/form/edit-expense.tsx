'use client'

import { Trash2 } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { useInQuestion } from '@/lib/client/hooks/conflicts'
import { useWallets } from '@/lib/client/hooks/wallets'
import type { Row } from '@/lib/domain/entities'
import { ExpenseChanges } from './expense-changes'
import { ExpenseForm } from './expense-form'
import { LeftNotice } from './left-notice'
import { QuestionNotice } from './question-notice'
import { useEditExpense } from './use-edit-expense'

/**
 * The form of an expense that exists. A field that was not touched follows what other devices write; one that was
 * keeps what was typed, also on this device until it is saved, as a change of the value that stood there when typing
 * began.
 */
export function EditExpense({ expense }: { expense: Row<'expense'> }) {
  const edited = useEditExpense(expense)
  const { form } = edited
  const wallet = useWallets()?.find(({ id }) => id === expense.spaceId)
  const inQuestion = useInQuestion(expense.spaceId)?.ids.has(expense.id) ?? false
  return (
    <ExpenseForm
      isNew={false}
      values={edited.values}
      amount={edited.amount}
      onChange={edited.change}
      categories={edited.categories}
      wallet={wallet}
      problems={form.problems}
      onSave={edited.save}
      after={
        <>
          <ExpenseChanges expense={expense} />
          <button type="button" onClick={edited.remove} className={buttonClass('danger', 'w-full')}>
            <Trash2 size={18} strokeWidth={1.75} />
            Delete
          </button>
        </>
      }
      before={
        <>
          {form.left && <LeftNotice onDiscard={edited.discard} />}
          {inQuestion && <QuestionNotice />}
        </>
      }
      buttons={
        <>
          <button type="button" onClick={edited.duplicate} className={buttonClass('secondary')}>
            Duplicate
          </button>
          <button type="submit" className={buttonClass('primary', 'flex-1')}>
            Save
          </button>
        </>
      }
    />
  )
}
