'use client'

import { useEffect, useRef } from 'react'
import { addExpense } from '@/components/commands/add-expense'
import { perform } from '@/components/commands/perform'
import { useTypedLine } from '@/components/expenses/line/use-typed-line'
import type { TileCategory } from '@/components/parts/category/category-tile'
import { choices, inOrder } from '@/components/parts/category/choices'
import { beginDraft, emptyDraft, forgetDraft, newDraft } from '@/components/parts/expense/draft'
import { useHere } from '@/components/parts/here'
import { closerOfPanel } from '@/components/parts/panel/panel-address'
import { useCategories } from '@/lib/client/hooks/categories'
import { useHabits, useNoteHabits } from '@/lib/client/hooks/habits'
import { useAddingWallet, useIsMissing } from '@/lib/client/hooks/wallets'
import { newId } from '@/lib/core/ids'
import { categoryOfAmount, categoryOfNote, likelyNotes } from '@/lib/domain/expenses/likely'
import { problemsOf, readForm, type Typed } from './expense-values'
import { meaningOf, pickedOf, type Reading } from './new-expense-model'
import { useDraft } from './use-draft'
import { useTileOrder } from './use-tile-order'

const earlyWords = 'Your wallet is still being opened; this is saved as soon as it is.'
const readingWords = 'This is still being read; it is saved as soon as it is.'
const chooseWords = 'Nothing is saved yet. Choose the wallet that this goes to.'

/** A new expense as it is written: what it is understood as by now, and what can be done with it. */
export function useNewExpense(query: URLSearchParams) {
  const [form, tell] = useDraft(query)
  const { open, problems, asked } = form
  const { draft } = open
  const { today, locale } = useHere()
  const id = useRef('')
  const busy = useRef(false)
  const wanted = draft.walletId || query.get('wallet')
  const wallet = useAddingWallet(wanted)
  const missing = useIsMissing(wanted)
  const all = useCategories(wallet?.id)
  const habits = useHabits(wallet?.id, today)
  const categories = all && choices(all)
  const context =
    wallet && categories && today
      ? { currency: wallet.currency, categories, today, locale }
      : undefined
  const typed = useTypedLine(draft.amount, context)
  const { line, amount, choices: meanings } = meaningOf(draft.amount, typed)
  // What was typed beside the amount counts beside what the other fields hold.
  const note = [draft.note, line?.note].filter(Boolean).join(' ')
  const size = amount?.ok ? amount.amount : undefined
  const written = useNoteHabits(note.trim() === '' ? undefined : wallet?.id, today) ?? habits
  const order = useTileOrder({ note, amount: draft.amount && !amount ? null : size }, habits)
  const tiles = categories && order.ids && inOrder(categories, order.ids)
  const picked = pickedOf(tiles, line, draft)
  // Goes with its note or amount; one that a person chose stays.
  const proposed = picked ? undefined : tiles?.find((one) => one.id === proposal())
  const chosen = picked ?? proposed
  const values: Typed = {
    amount: draft.amount,
    categoryId: chosen?.id ?? '',
    date: line?.date ?? (form.undated ? '' : draft.date || today || ''),
    note,
  }
  const reading: Reading = {
    ...{ line, note, currency: wallet?.currency, categories },
    walletId: missing ? draft.walletId : (wallet?.id ?? draft.walletId),
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

  const save = async (another: boolean) => {
    if (busy.current) return
    const isReady = wallet && tiles && amount
    // A wallet that is missing may still come; in another one it would be where nobody meant it to be.
    if (!isReady || missing) {
      const late = wallet && tiles ? readingWords : earlyWords
      return tell({ is: 'early', another, why: isReady ? chooseWords : late })
    }
    const read = readForm(values, amount)
    if (!read.ok) return tell({ is: 'refused', problems: read.problems })
    busy.current = true
    const close = closerOfPanel()
    // The same id until it is saved: trying again after an error can never save twice.
    id.current ||= newId()
    const said = { category: chosen?.name, locale }
    let say: () => void
    try {
      say = await perform(addExpense(wallet, id.current, read.value, said))
    } catch (error) {
      return tell({ is: 'refused', problems: problemsOf(error) })
    } finally {
      busy.current = false
    }
    id.current = ''
    forgetDraft(open)
    const closed = !another && close()
    say()
    if (closed) return
    const kept = { walletId: draft.walletId, date: line?.date ?? draft.date }
    tell({ is: 'saved', next: newDraft(open.query, { ...emptyDraft, ...kept }) })
    focusAmount()
    order.restart()
  }

  // Whoever is faster than the device's own copy need not press again.
  useEffect(() => {
    if (asked === undefined || !wallet || !tiles || !amount) return
    if (missing && problems.message === chooseWords) return
    tell({ is: 'cleared' })
    void save(asked)
  })

  return {
    ...{ form, values, amount, wallet, missing, tiles, save },
    write: (change: Partial<Typed>, category?: TileCategory) => {
      order.hold()
      tell({ is: 'written', change, category, reading })
    },
    moveOn: () => {
      tell({ is: 'movedOn', reading })
      if (!picked) order.renew()
    },
    moveTo: (walletId: string) => tell({ is: 'movedTo', walletId, category: chosen }),
    discard: () => {
      forgetDraft(open)
      tell({ is: 'discarded', next: beginDraft(query) })
      focusAmount()
    },
    /** The notes to offer, once there is something to learn from. */
    notes: written && likelyNotes(written.past, note, written.moment),
    proposed: proposed?.name,
    /** What the line may mean, where a person has to choose. */
    meanings: context && {
      ...{ ...context, choices: meanings },
      onChoose: (choice: (typeof meanings)[number]) => {
        typed.choose(choice)
        tell({ is: 'chosen' })
        focusAmount()
      },
    },
  }
}

function focusAmount() {
  document.getElementById('amount')?.focus()
}
