'use client'

import { type FormEvent, useRef, useState } from 'react'
import { openPanel } from '@/components/shell/panel-address'
import { TextField } from '@/components/ui/text-field'
import { useCategories } from '@/lib/client/hooks/categories'
import { useLocale, useToday } from '@/lib/client/hooks/clock'
import { useHabits, useNoteHabits } from '@/lib/client/hooks/habits'
import { useAddingWallet, useCurrentWallet } from '@/lib/client/hooks/wallets'
import { readEntryLine } from '@/lib/core/entry-line'
import { newId } from '@/lib/core/ids'
import { formatMoney, toDecimal } from '@/lib/core/money'
import { categoryOfNote } from '@/lib/domain/expenses/likely'
import { dayWords } from './date-words'
import { keepLine, keptLine } from './draft'
import { choices, problemsOf } from './expense-values'
import { saveNew } from './save-new'

/**
 * An expense as one line, for keyboards: what is understood is shown while it is typed, and Enter saves it. Where the
 * amount or the category is not clear the form opens instead, with all that is.
 */
export function EntryLine() {
  const [line, setLine] = useState(() => (typeof window === 'undefined' ? '' : keptLine()))
  const [problem, setProblem] = useState<string>()
  const id = useRef('')
  const understood = useUnderstood(line)
  const write = (text: string) => {
    setLine(text)
    setProblem(undefined)
    keepLine(text)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!understood || line.trim() === '') return
    const { wallet, amount, category, date, note, today, locale } = understood
    if (amount === undefined || !category) {
      // The line stays until the form is saved.
      return openPanel(`/add?${queryOf(understood)}`)
    }
    id.current ||= newId()
    const value = { amount, categoryId: category.id, date: date ?? today, note }
    try {
      await saveNew(wallet, id.current, value, { category: category.name, locale })
    } catch (error) {
      const { message, fields } = problemsOf(error)
      return setProblem(message ?? Object.values(fields ?? {})[0])
    }
    id.current = ''
    write('')
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-6">
      <TextField
        name="line"
        label="Or write it in one line"
        placeholder="12.50 coffee yesterday"
        maxLength={700}
        autoComplete="off"
        enterKeyHint="done"
        value={line}
        onChange={(event) => write(event.target.value)}
        error={problem}
      />
      <p aria-live="polite" className="mt-2 min-h-12 text-sm text-ink-soft">
        {line.trim() !== '' && understood && wordsOf(understood)}
      </p>
    </form>
  )
}

type Understood = NonNullable<ReturnType<typeof useUnderstood>>

/**
 * What a line means in the wallet that new expenses go to; a category that it does not name is the one of such a note
 * before.
 */
function useUnderstood(line: string) {
  const today = useToday()
  const locale = useLocale()
  const wallet = useAddingWallet()
  const shown = useCurrentWallet().wallet
  const all = useCategories(wallet?.id)
  // Read once there is something to understand: the line stands on the first screen, and is hidden on a phone.
  const walletId = line.trim() === '' ? undefined : wallet?.id
  const recent = useHabits(walletId, today)
  const habits = useNoteHabits(walletId, today) ?? recent
  if (!today || !wallet || !all || !habits) return undefined
  const tiles = choices(all)
  const { currency } = wallet
  const { categoryId, ...read } = readEntryLine(line, { currency, today, categories: tiles })
  const learned = () => categoryOfNote(habits.past, read.note, { ...habits.moment, ...read })
  const wanted = categoryId ?? learned()
  const category = tiles.find((one) => one.id === wanted)
  return { ...read, category, wallet, isShown: wallet.id === shown?.id, today, locale }
}

function wordsOf({ wallet, isShown, today, locale, ...read }: Understood): string {
  const { amount, date, category, note } = read
  const day = dayWords(date ?? today, today, locale)
  const parts = [
    amount === undefined ? 'No amount yet' : formatMoney(amount, wallet.currency, locale),
    note,
    day,
    category?.name,
    // Where the list beside it will not show it.
    !isShown && wallet.name,
  ]
  const end = amount !== undefined && !category ? ' · Enter asks for the category' : ''
  return parts.filter(Boolean).join(' · ') + end
}

function queryOf({ amount, date, category, note, wallet }: Understood): URLSearchParams {
  return new URLSearchParams({
    ...(amount !== undefined && { amount: toDecimal(amount, wallet.currency) }),
    ...(category && { category: category.name }),
    ...(date && { date }),
    note,
    wallet: wallet.id,
    line: '',
  })
}
