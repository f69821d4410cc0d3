'use client'

import { useEffect, useRef, useState } from 'react'
import { perform } from '@/components/commands/act'
import { addExpense } from '@/components/commands/add-expense'
import { useTypedLine } from '@/components/expenses/line/use-typed-line'
import type { TileCategory } from '@/components/parts/category/category-tile'
import { choices, inOrder } from '@/components/parts/category/choices'
import {
  type Draft,
  emptyDraft,
  forgetDraft,
  keepDraft,
  sharedText,
} from '@/components/parts/expense/draft'
import { useHere } from '@/components/parts/here'
import { closerOfPanel } from '@/components/parts/panel/panel-address'
import { latePart } from '@/components/parts/screen/late-part'
import { MissingWallet } from '@/components/parts/wallet/missing-wallet'
import { WalletField } from '@/components/parts/wallet/wallet-field'
import { buttonClass } from '@/components/ui/button-class'
import { useCategories } from '@/lib/client/hooks/categories'
import { useHabits, useNoteHabits } from '@/lib/client/hooks/habits'
import {
  useAddingWallet,
  useIsMissing,
  useSeveralWallets,
  useWallets,
} from '@/lib/client/hooks/wallets'
import type { FormState } from '@/lib/core/form'
import { newId } from '@/lib/core/ids'
import { toDecimal } from '@/lib/core/money'
import { foldName } from '@/lib/core/text'
import { categoryOfAmount, categoryOfNote, likelyNotes } from '@/lib/domain/expenses/likely'
import { ExpenseForm } from './expense-form'
import { problemsOf, readForm, type Typed } from './expense-values'
import { LeftNotice } from './left-notice'
import { useDraft } from './use-draft'
import { useTileOrder } from './use-tile-order'

const NoteProposals = latePart(() => import('./note-proposals').then((file) => file.NoteProposals))
const LineChoices = latePart(() =>
  import('@/components/expenses/line/line-choices').then((file) => file.LineChoices),
)
const SharedText = latePart(() => import('./shared-text').then((file) => file.SharedText))

/** The form for a new expense: begins with a prefill link or the kept draft, and leaves it for the list once it is saved. */
export function NewExpense({ query }: { query: URLSearchParams }) {
  const { open, setDraft, startOver, discard } = useDraft(query)
  const { draft } = open
  const [problems, setProblems] = useState<FormState>({})
  /** Whether the date was taken out, or is still being typed; where nobody touched it, it is today. */
  const [undated, setUndated] = useState(false)
  /** Whether another one was wanted after it, where saving was asked for too early. */
  const [asked, setAsked] = useState<boolean>()
  const shared = sharedText(query)
  const id = useRef('')
  const busy = useRef(false)
  const { today, locale } = useHere()
  const wallets = useWallets()
  const several = useSeveralWallets()
  const wanted = draft.walletId || query.get('wallet')
  const wallet = useAddingWallet(wanted)
  const missing = useIsMissing(wanted)
  /** What the draft is kept for: what was asked for, until another one is chosen. */
  const begunFor = missing ? draft.walletId : (wallet?.id ?? draft.walletId)
  const all = useCategories(wallet?.id)
  const habits = useHabits(wallet?.id, today)
  const known = all && choices(all)
  const context =
    wallet && known && today
      ? { currency: wallet.currency, categories: known, today, locale }
      : undefined
  const typed = useTypedLine(draft.amount, context)
  // Figures alone are an amount or mistyped, as some beside words may be: they stay where they are.
  const isFigure =
    !/\p{L}/u.test(draft.amount) ||
    (typed.line?.amount === undefined && !typed.choices[0] && /\d/.test(draft.amount))
  const line = isFigure ? undefined : typed.line
  const amount = isFigure ? typed.figure : typed.amount
  // What was typed beside the amount counts beside what the other fields hold.
  const note = [draft.note, line?.note].filter(Boolean).join(' ')
  const size = amount?.ok ? amount.amount : undefined
  const written = useNoteHabits(note.trim() === '' ? undefined : wallet?.id, today) ?? habits
  const order = useTileOrder({ note, amount: draft.amount && !amount ? null : size }, habits)
  const tiles = known && order.ids && inOrder(known, order.ids)
  const picked =
    tiles?.find((one) => one.id === (line?.categoryId ?? draft.category.id)) ??
    tiles?.find((one) => foldName(one.name) === foldName(draft.category.name))
  // Goes with its note or amount; one that a person chose stays.
  const proposed = picked ? undefined : tiles?.find((one) => one.id === proposal())
  const chosen = picked ?? proposed
  const values = {
    amount: draft.amount,
    categoryId: chosen?.id ?? '',
    date: line?.date ?? (undated ? '' : draft.date || today || ''),
    note,
  }

  const save = async (another: boolean) => {
    if (busy.current) return
    if (!wallet || !tiles || !amount) {
      setAsked(another)
      setProblems({ message: 'Your wallet is still being opened; this is saved as soon as it is.' })
      return
    }
    // It may still come; in another one it would be where nobody meant it to be.
    if (missing) {
      setAsked(another)
      setProblems({ message: chooseWords })
      return
    }
    const read = readForm(values, amount)
    if (!read.ok) {
      setProblems(read.problems)
      return
    }
    busy.current = true
    const close = closerOfPanel()
    // The same id until it is saved: trying again after an error can never save twice.
    id.current ||= newId()
    let say: () => void
    try {
      say = await perform(
        addExpense(wallet, id.current, read.value, { category: chosen?.name, locale }),
      )
    } catch (error) {
      setProblems(problemsOf(error))
      return
    } finally {
      busy.current = false
    }
    id.current = ''
    forgetDraft(open)
    const closed = !another && close()
    say()
    if (closed) return
    setProblems({})
    startOver({ ...emptyDraft, walletId: draft.walletId, date: line?.date ?? draft.date })
    focusAmount()
    order.restart()
  }

  // Whoever is faster than the device's own copy need not press again.
  useEffect(() => {
    if (asked === undefined || !wallet || !tiles || !amount) return
    if (missing && problems.message === chooseWords) return
    setAsked(undefined)
    setProblems({})
    void save(asked)
  })

  /** The draft with what its line says in the fields that it says it of, and in the amount nothing else. */
  const settled = (): Draft => {
    if (!wallet || !(line?.note || line?.date || line?.categoryId)) return draft
    if (line.date) setUndated(false)
    const named = known?.find(({ id }) => id === line.categoryId)
    return {
      ...draft,
      amount: line.amount === undefined ? '' : toDecimal(line.amount, wallet.currency),
      note,
      date: line.date ?? draft.date,
      ...(named && { category: pick(named) }),
    }
  }
  const write = ({ categoryId: _, ...change }: Partial<Typed>, category?: TileCategory) => {
    order.hold()
    // What was begun for a wallet stays there, whichever is used meanwhile.
    const now = change.amount === undefined ? settled() : draft
    if (change.date !== undefined) setUndated(change.date === '')
    setDraft({
      ...now,
      walletId: begunFor,
      ...change,
      ...(category && { category: pick(category) }),
    })
  }
  const moveTo = (walletId: string) => {
    // It is saved by a press that can see where it goes.
    setAsked(undefined)
    setProblems({})
    setDraft({ ...draft, walletId, ...(chosen && { category: pick(chosen) }) })
  }
  const moveOn = () => {
    const now = settled()
    if (now !== draft) setDraft({ ...now, walletId: begunFor })
    if (!picked) order.renew()
  }
  function proposal(): string | undefined {
    if (!habits || !written || !amount) return undefined
    const known = amount.ok ? { amount: amount.amount } : {}
    return (
      categoryOfNote(written.past, note, { ...written.moment, ...known }) ??
      // Also beside a new note: what was seen chosen must not go while one is typed.
      (amount.ok ? categoryOfAmount(habits.past, amount.amount) : undefined)
    )
  }

  return (
    <ExpenseForm
      isNew
      values={values}
      amount={amount}
      onChange={write}
      categories={tiles}
      wallet={wallet}
      onWallet={moveTo}
      problems={problems}
      onSave={() => void save(false)}
      onMoveOn={moveOn}
      onNewCategory={() => keepDraft(open)}
      proposals={
        written && (
          <NoteProposals
            notes={likelyNotes(written.past, note, written.moment)}
            proposed={proposed?.name}
            onChoose={(note) => write({ note })}
          />
        )
      }
      after={shared && <SharedText text={shared} />}
      below={
        context &&
        !isFigure &&
        typed.choices.length > 0 && (
          <LineChoices
            {...context}
            choices={typed.choices}
            onChoose={(choice) => {
              typed.choose(choice)
              setProblems({})
              focusAmount()
            }}
          />
        )
      }
      before={
        <>
          {open.left && (
            <LeftNotice
              onDiscard={() => {
                setProblems({})
                discard()
                focusAmount()
              }}
            />
          )}
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

const chooseWords = 'Nothing is saved yet. Choose the wallet that this goes to.'

function pick({ id, name }: { id: string; name: string }) {
  return { id, name }
}

function focusAmount() {
  document.getElementById('amount')?.focus()
}
