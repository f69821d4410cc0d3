'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import type { TileCategory } from '@/components/categories/category-tile'
import { latePart } from '@/components/shell/late-part'
import { closerOfPanel } from '@/components/shell/panel-address'
import { buttonClass } from '@/components/ui/button-class'
import { WalletField } from '@/components/wallets/wallet-field'
import { useCategories } from '@/lib/client/hooks/categories'
import { localToday, useLocale, useToday } from '@/lib/client/hooks/clock'
import { useHabits } from '@/lib/client/hooks/habits'
import { useCurrentWallet, useWallets } from '@/lib/client/hooks/wallets'
import { parseAmount } from '@/lib/core/amount'
import type { FormState } from '@/lib/core/form'
import { newId } from '@/lib/core/ids'
import { foldName } from '@/lib/core/text'
import { categoryOfNote, likelyCategories, likelyNotes } from '@/lib/domain/expenses/likely'
import {
  type Draft,
  emptyDraft,
  firstDraft,
  forgetDraft,
  keepDraft,
  keepLine,
  sharedDraft,
  sharedText,
} from './draft'
import { ExpenseForm } from './expense-form'
import { choices, inOrder, problemsOf, readForm, type Typed } from './expense-values'
import { saveNew } from './save-new'

const NoteProposals = latePart(() => import('./note-proposals').then((file) => file.NoteProposals))
const SharedText = latePart(() => import('./shared-text').then((file) => file.SharedText))

/** The form for a new expense: begins with a prefill link or the kept draft, and leaves it for the list once it is saved. */
export function NewExpense({ query }: { query: URLSearchParams }) {
  const [draft, setDraft] = useDraft(query)
  const [problems, setProblems] = useState<FormState>({})
  /** Whether another one was wanted after it, where saving was asked for too early. */
  const [asked, setAsked] = useState<boolean>()
  const shared = sharedText(query)
  const id = useRef('')
  const busy = useRef(false)
  const today = useToday()
  const locale = useLocale()
  const wallets = useWallets()
  const current = useCurrentWallet().wallet
  const wallet = wallets?.find((one) => one.id === draft.walletId) ?? current
  const all = useCategories(wallet?.id)
  const habits = useHabits(wallet?.id, today)
  const likely = useMemo(() => habits && likelyCategories(habits.past, habits.moment), [habits])
  const tiles = all && likely && inOrder(choices(all), likely)
  const picked =
    tiles?.find((one) => one.id === draft.category.id) ??
    tiles?.find((one) => foldName(one.name) === foldName(draft.category.name))
  // Goes with its note; one that a person chose stays.
  const proposed = picked ? undefined : tiles?.find((one) => one.id === proposalFor(draft))
  const chosen = picked ?? proposed
  const values = {
    amount: draft.amount,
    categoryId: chosen?.id ?? '',
    date: draft.date || today || '',
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
    forgetDraft()
    if (query.has('line')) keepLine('')
    if (!another && close()) return
    setProblems({})
    setDraft({ ...emptyDraft, walletId: draft.walletId, date: draft.date })
    document.getElementById('amount')?.focus()
  }

  // Whoever is faster than the device's own copy need not press again.
  useEffect(() => {
    if (asked === undefined || !wallet || !tiles) return
    setAsked(undefined)
    setProblems({})
    void save(asked)
  })

  const write = ({ categoryId: _, ...change }: Partial<Typed>, category?: TileCategory) => {
    setDraft({ ...draft, ...change, ...(category && { category: pick(category) }) })
  }
  function proposalFor({ note, amount }: Draft): string | undefined {
    if (!habits || !wallet) return undefined
    const read = parseAmount(amount, wallet.currency)
    const moment = { ...habits.moment, ...(read.ok && { amount: read.amount }) }
    return categoryOfNote(habits.past, note, moment)
  }

  return (
    <ExpenseForm
      isNew
      values={values}
      onChange={write}
      categories={tiles}
      currency={wallet?.currency}
      locale={locale}
      today={today}
      problems={problems}
      onSave={() => void save(false)}
      after={
        <>
          {habits && (
            <NoteProposals
              notes={likelyNotes(habits.past, draft.note, habits.moment)}
              proposed={proposed?.name}
              onChoose={(note) => write({ note })}
            />
          )}
          {shared && <SharedText text={shared} />}
        </>
      }
      before={
        wallet &&
        wallets &&
        wallets.length > 1 && (
          <WalletField
            id="form-wallet"
            value={wallet.id}
            wallets={wallets}
            onChange={(walletId) =>
              setDraft({ ...draft, walletId, ...(chosen && { category: pick(chosen) }) })
            }
          />
        )
      }
      buttons={
        <>
          <button type="submit" className={buttonClass('primary', 'flex-1')}>
            Save
          </button>
          <button
            type="button"
            onClick={() => void save(true)}
            className={buttonClass('secondary', 'whitespace-nowrap')}
          >
            Save and add another
          </button>
        </>
      }
    />
  )
}

function pick({ id, name }: { id: string; name: string }) {
  return { id, name }
}

/** The draft, kept on this device at every change. */
function useDraft(query: URLSearchParams) {
  const [draft, setDraft] = useState<Draft>(() =>
    typeof window === 'undefined' ? emptyDraft : firstDraft(query),
  )
  // Those that nobody has typed into.
  const untouched = useRef(new Set([draft]))
  useEffect(() => {
    if (!sharedText(query)) return
    let over = false
    void sharedDraft(query, localToday()).then((shared) => {
      if (over) return
      untouched.current.add(shared)
      // Whoever was faster than it goes on with their own.
      setDraft((now) => (untouched.current.has(now) ? shared : now))
    })
    return () => {
      over = true
    }
  }, [query])
  useEffect(() => {
    // A link that was only opened, not typed into, must not push out what was being written.
    if (!untouched.current.has(draft)) keepDraft(draft)
  }, [draft])
  return [draft, setDraft] as const
}
