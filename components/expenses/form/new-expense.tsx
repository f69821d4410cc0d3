'use client'

import { keepDraft, sharedText } from '@/components/parts/expense/draft'
import { latePart } from '@/components/parts/screen/late-part'
import { WalletField } from '@/components/parts/wallet/wallet-field'
import { buttonClass } from '@/components/ui/button-class'
import { useSeveralWallets, useWallets } from '@/lib/client/hooks/wallets'
import { ExpenseForm } from './expense-form'
import { LeftNotice } from './left-notice'
import { useNewExpense } from './use-new-expense'

const NoteProposals = latePart(() => import('./note-proposals').then((file) => file.NoteProposals))
const LineChoices = latePart(() =>
  import('@/components/expenses/line/line-choices').then((file) => file.LineChoices),
)
const LeavesOfBudget = latePart(() =>
  import('./leaves-of-budget').then((file) => file.LeavesOfBudget),
)
const MissingWallet = latePart(() =>
  import('@/components/parts/wallet/missing-wallet').then((file) => file.MissingWallet),
)
const SharedText = latePart(() => import('./shared-text').then((file) => file.SharedText))

/** The form for a new expense: begins with a prefill link or the kept draft, and leaves it for the list once it is saved. */
export function NewExpense({ query }: { query: URLSearchParams }) {
  const expense = useNewExpense(query)
  const { form, wallet, missing, save, write, moveTo, notes, meanings } = expense
  const wallets = useWallets()
  const several = useSeveralWallets()
  const shared = sharedText(query)
  return (
    <ExpenseForm
      isNew
      values={expense.values}
      amount={expense.amount}
      onChange={write}
      categories={expense.tiles}
      wallet={wallet}
      onWallet={moveTo}
      problems={form.problems}
      onSave={() => void save(false)}
      onMoveOn={expense.moveOn}
      onNewCategory={() => keepDraft(form.open)}
      leaves={
        wallet &&
        expense.amount?.ok &&
        expense.values.categoryId !== '' && (
          <LeavesOfBudget
            wallet={wallet}
            categoryId={expense.values.categoryId}
            amount={expense.amount.amount}
            date={expense.values.date}
          />
        )
      }
      proposals={
        notes && (
          <NoteProposals
            notes={notes}
            proposed={expense.proposed}
            onChoose={(note) => write({ note })}
          />
        )
      }
      after={shared && <SharedText text={shared} />}
      below={meanings && meanings.choices.length > 0 && <LineChoices {...meanings} />}
      before={
        <>
          {form.open.left && <LeftNotice onDiscard={expense.discard} />}
          {missing && wallet && (
            <MissingWallet instead={wallet.name} onTake={() => moveTo(wallet.id)} />
          )}
          {several && !(wallet && wallets) && <div className="h-17.5 pointer-coarse:h-18.5" />}
          {several && wallet && wallets && (
            <WalletField id="form-wallet" value={wallet.id} wallets={wallets} onChange={moveTo} />
          )}
        </>
      }
      buttons={
        <>
          <button
            type="button"
            onClick={() => void save(true)}
            className={buttonClass('secondary')}
          >
            Save and add another
          </button>
          <button type="submit" className={buttonClass('primary', 'flex-1')}>
            Save
          </button>
        </>
      }
    />
  )
}
