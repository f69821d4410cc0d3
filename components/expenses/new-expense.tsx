'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TileCategory } from '@/components/categories/category-tile'
import { latePart } from '@/components/shell/late-part'
import { closerOfPanel } from '@/components/shell/panel-address'
import { buttonClass } from '@/components/ui/button-class'
import { WalletField } from '@/components/wallets/wallet-field'
import { useCategories } from '@/lib/client/hooks/categories'
import { localToday, useLocale, useToday } from '@/lib/client/hooks/clock'
import { useHabits, useNoteHabits } from '@/lib/client/hooks/habits'
import { useAddingWallet, useSeveralWallets, useWallets } from '@/lib/client/hooks/wallets'
import { parseAmount } from '@/lib/core/amount'
import type { FormState } from '@/lib/core/form'
import { newId } from '@/lib/core/ids'
import { foldName } from '@/lib/core/text'
import { categoryOfAmount, categoryOfNote, likelyNotes } from '@/lib/domain/expenses/likely'
import {
  beginDraft,
  type Draft,
  emptyDraft,
  forgetDraft,
  keepDraft,
  newDraft,
  sharedDraft,
  sharedText,
} from './draft'
import { ExpenseForm } from './expense-form'
import { choices, inOrder, problemsOf, readForm, type Typed } from './expense-values'
import { LeftNotice } from './left-notice'
import { saveNew } from './save-new'
import { useTileOrder } from './use-tile-order'

const NoteProposals = latePart(() => import('./note-proposals').then((file) => file.NoteProposals))
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
  const today = useToday()
  const locale = useLocale()
  const wallets = useWallets()
  const several = useSeveralWallets()
  const wallet = useAddingWallet(draft.walletId || query.get('wallet'))
  const all = useCategories(wallet?.id)
  const habits = useHabits(wallet?.id, today)
  const written = useNoteHabits(draft.note.trim() === '' ? undefined : wallet?.id, today) ?? habits
  const order = useTileOrder(draft, habits, wallet?.currency)
  const tiles = all && order.ids && inOrder(choices(all), order.ids)
  const picked =
    tiles?.find((one) => one.id === draft.category.id) ??
    tiles?.find((one) => foldName(one.name) === foldName(draft.category.name))
  // Goes with its note or amount; one that a person chose stays.
  const proposed = picked ? undefined : tiles?.find((one) => one.id === proposalFor(draft))
  const chosen = picked ?? proposed
  const values = {
    amount: draft.amount,
    categoryId: chosen?.id ?? '',
    date: undated ? '' : draft.date || today || '',
    note: draft.note,
  }

  const save = async (another: boolean) => {
    if (busy.current) return
    if (!wallet || !tiles) {
      setAsked(another)
      setProblems({ message: 'Your wallet is still being opened; this is saved as soon as it is.' })
      return
    }
    const read = readForm(values, wallet.currency)
    if (!read.ok) {
      setProblems(read.problems)
      return
    }
    busy.current = true
    const close = closerOfPanel()
    // The same id until it is saved: trying again after an error can never save twice.
    id.current ||= newId()
    try {
      await saveNew(wallet, id.current, read.value, { category: chosen?.name, locale })
    } catch (error) {
      setProblems(problemsOf(error))
      return
    } finally {
      busy.current = false
    }
    id.current = ''
    forgetDraft(open)
    if (!another && close()) return
    setProblems({})
    startOver({ ...emptyDraft, walletId: draft.walletId, date: draft.date })
    focusAmount()
    order.restart()
  }

  // Whoever is faster than the device's own copy need not press again.
  useEffect(() => {
    if (asked === undefined || !wallet || !tiles) return
    setAsked(undefined)
    setProblems({})
    void save(asked)
  })

  const write = ({ categoryId: _, ...change }: Partial<Typed>, category?: TileCategory) => {
    if (change.date !== undefined) setUndated(change.date === '')
    order.hold()
    // What was begun for a wallet stays there, whichever is used meanwhile.
    const walletId = wallet?.id ?? draft.walletId
    setDraft({ ...draft, walletId, ...change, ...(category && { category: pick(category) }) })
  }
  const moveTo = (walletId: string) =>
    setDraft({ ...draft, walletId, ...(chosen && { category: pick(chosen) }) })
  function proposalFor({ note, amount }: Draft): string | undefined {
    if (!habits || !written || !wallet) return undefined
    const read = parseAmount(amount, wallet.currency)
    const known = read.ok ? { amount: read.amount } : {}
    return (
      categoryOfNote(written.past, note, { ...written.moment, ...known }) ??
      // Also beside a new note: what was seen chosen must not go while one is typed.
      (read.ok ? categoryOfAmount(habits.past, read.amount) : undefined)
    )
  }

  return (
    <ExpenseForm
      isNew
      values={values}
      onChange={write}
      categories={tiles}
      wallet={wallet}
      onWallet={moveTo}
      locale={locale}
      today={today}
      problems={problems}
      onSave={() => void save(false)}
      onMoveOn={() => !picked && order.renew()}
      onNewCategory={() => keepDraft(open)}
      proposals={
        written && (
          <NoteProposals
            notes={likelyNotes(written.past, draft.note, written.moment)}
            proposed={proposed?.name}
            onChoose={(note) => write({ note })}
          />
        )
      }
      after={shared && <SharedText text={shared} />}
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

function pick({ id, name }: { id: string; name: string }) {
  return { id, name }
}

function focusAmount() {
  document.getElementById('amount')?.focus()
}

/** The draft of the form, kept on this device from its first change on. */
function useDraft(query: URLSearchParams) {
  const [began, setBegan] = useState(() => beginDraft(query))
  const [open, setOpen] = useState(began)
  useEffect(() => {
    if (began.left || !sharedText(query)) return
    let over = false
    void sharedDraft(query, localToday()).then((draft) => {
      // Whoever was faster than it goes on with their own.
      if (!over) setOpen((now) => (now === began ? { ...now, draft } : now))
    })
    return () => {
      over = true
    }
  }, [query, began])
  // What is seen is kept: whoever sees it may be gone in the same moment.
  useLayoutEffect(() => {
    // A link that was only opened is there again; what was shared is not.
    if (open !== began) keepDraft(open)
  }, [open, began])
  return {
    open,
    setDraft: (draft: Draft) => setOpen({ ...open, draft }),
    /** Goes on with another one, once this one is saved. */
    startOver: (draft: Draft) => setOpen(newDraft(open.query, draft)),
    discard: () => {
      forgetDraft(open)
      const next = beginDraft(query)
      setBegan(next)
      setOpen(next)
    },
  }
}
