'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import type { TileCategory } from '@/components/categories/category-tile'
import { buttonClass } from '@/components/ui/button-class'
import { SelectField } from '@/components/ui/select-field'
import { useCategories } from '@/lib/client/hooks/categories'
import { useLocale, useToday } from '@/lib/client/hooks/clock'
import { useHabits } from '@/lib/client/hooks/habits'
import { useCurrentWallet, useWallets } from '@/lib/client/hooks/wallets'
import type { FormState } from '@/lib/core/form'
import { newId } from '@/lib/core/ids'
import { foldName } from '@/lib/core/text'
import { categoryOfNote, likelyCategories, likelyNotes } from '@/lib/domain/expenses/likely'
import { type Draft, emptyDraft, firstDraft, forgetDraft, keepDraft } from './draft'
import { ExpenseForm } from './expense-form'
import { choices, inOrder, problemsOf, readForm, type Typed } from './expense-values'
import { NoteProposals } from './note-proposals'
import { saveNew } from './save-new'

/** The form for a new expense: begins with a prefill link or the kept draft, and calls `onDone` once it is saved. */
export function NewExpense({ query, onDone }: { query: URLSearchParams; onDone: () => void }) {
  const [draft, setDraft] = useDraft(query)
  const [problems, setProblems] = useState<FormState>({})
  // Whether the category was proposed for the note; one that a person chose is left alone.
  const [isProposed, setProposed] = useState(false)
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
  const chosen =
    tiles?.find((one) => one.id === draft.category.id) ??
    tiles?.find((one) => foldName(one.name) === foldName(draft.category.name))
  const values = {
    amount: draft.amount,
    categoryId: chosen?.id ?? '',
    date: draft.date || today || '',
    note: draft.note,
  }

  const save = async (another: boolean) => {
    if (busy.current) return
    if (!wallet || !tiles) {
      setProblems({ message: 'Your wallet is still being opened. Save again in a moment.' })
      return
    }
    const read = readForm(values, wallet.currency)
    if (!read.ok) {
      setProblems(read.problems)
      return
    }
    busy.current = true
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
    if (!another) return onDone()
    setProblems({})
    setProposed(false)
    setDraft({ ...emptyDraft, walletId: draft.walletId, date: draft.date })
    document.getElementById('amount')?.focus()
  }

  const write = ({ categoryId: _, ...change }: Partial<Typed>, category?: TileCategory) => {
    if (category) setProposed(false)
    const next = { ...draft, ...change, ...(category && { category: pick(category) }) }
    setDraft(change.note === undefined ? next : { ...next, ...proposalFor(change.note) })
  }
  const proposalFor = (note: string): { category?: Draft['category'] } => {
    if (chosen && !isProposed) return {}
    const id = habits && categoryOfNote(habits.past, note, habits.moment)
    const found = tiles?.find((one) => one.id === id)
    setProposed(found !== undefined)
    if (found) return { category: pick(found) }
    return isProposed ? { category: emptyDraft.category } : {}
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
        habits && (
          <NoteProposals
            notes={likelyNotes(habits.past, draft.note, habits.moment)}
            proposed={isProposed ? chosen?.name : undefined}
            onChoose={(note) => write({ note })}
          />
        )
      }
      before={
        wallet &&
        wallets &&
        wallets.length > 1 && (
          <SelectField
            id="form-wallet"
            label="Wallet"
            value={wallet.id}
            options={wallets.map((one) => ({
              value: one.id,
              label: `${one.name} · ${one.currency}`,
            }))}
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
  const first = useRef(draft)
  useEffect(() => {
    // A link that was only opened, not typed into, must not push out what was being written.
    if (draft !== first.current) keepDraft(draft)
  }, [draft])
  return [draft, setDraft] as const
}
