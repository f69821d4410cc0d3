'use client'

import { type FormEvent, useRef, useState } from 'react'
import { addExpense } from '@/components/commands/add-expense'
import { perform } from '@/components/commands/perform'
import { problemsOf } from '@/components/expenses/form/expense-values'
import { choices } from '@/components/parts/category/choices'
import { keepLine, keptLine } from '@/components/parts/expense/draft'
import { useHere } from '@/components/parts/here'
import { openPanel } from '@/components/parts/panel/panel-address'
import { pasteFigures } from '@/components/ui/paste-lines'
import { TextField } from '@/components/ui/text-field'
import { useCategories } from '@/lib/client/hooks/categories'
import { useHabits, useNoteHabits } from '@/lib/client/hooks/habits'
import { useAddingWallet, useCurrentWallet } from '@/lib/client/hooks/wallets'
import { newId } from '@/lib/core/ids'
import { toDecimal } from '@/lib/core/money'
import type { LineReading } from '@/lib/core/reading/entry-line'
import { categoryOfNote } from '@/lib/domain/expenses/likely'
import { LineChoices, lineChoicesId, lineWords } from './line-choices'
import { useTypedLine } from './use-typed-line'

/**
 * An expense as one line, for keyboards: what is understood is shown while it is typed, and Enter saves it. Where the
 * amount or the category is missing the form opens instead, with all that is there; where it can mean several things, one
 * of them is to be chosen first.
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
    if (line.trim() === '' || !understood) return
    const { wallet, read, category, today, locale } = understood
    if (!read) return document.querySelector<HTMLElement>(`#${lineChoicesId} button`)?.focus()
    const { amount, date, note } = read
    if (amount === undefined || !category) {
      // The line stays until the form is saved.
      return openPanel(`/add?${queryOf(read, category, wallet)}`)
    }
    id.current ||= newId()
    const value = { amount, categoryId: category.id, date: date ?? today, note }
    let say: () => void
    try {
      say = await perform(
        addExpense(wallet, id.current, value, { category: category.name, locale }),
      )
    } catch (error) {
      const { message, fields } = problemsOf(error)
      return setProblem(message ?? Object.values(fields ?? {})[0])
    }
    id.current = ''
    write('')
    say()
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-6">
      <TextField
        id={lineId}
        name="line"
        label="Or write it in one line"
        placeholder="12.50 coffee yesterday"
        maxLength={700}
        autoComplete="off"
        enterKeyHint="done"
        onPaste={pasteFigures}
        value={line}
        onChange={(event) => write(event.target.value)}
        error={problem}
      />
      <div aria-live="polite" className="mt-2 min-h-12 text-sm text-ink-soft">
        {line.trim() !== '' && understood && <Meaning {...understood} />}
      </div>
    </form>
  )
}

const lineId = 'entry-line'

type Understood = NonNullable<ReturnType<typeof useUnderstood>>

/**
 * What a line means in the wallet that new expenses go to; a category that it does not name is the one of such a note
 * before. Undefined until it is read.
 */
function useUnderstood(text: string) {
  const { today, locale } = useHere()
  const wallet = useAddingWallet()
  const shown = useCurrentWallet().wallet
  const all = useCategories(wallet?.id)
  // Read once there is something to understand: the line stands on the first screen, and is hidden on a phone.
  const walletId = text.trim() === '' ? undefined : wallet?.id
  const recent = useHabits(walletId, today)
  const habits = useNoteHabits(walletId, today) ?? recent
  const categories = all ? choices(all) : []
  const { currency = '' } = wallet ?? {}
  const context = today && all && wallet && { currency, today, locale, categories }
  const typed = useTypedLine(text, context || undefined)
  if (!context || !habits || !typed.amount) return undefined
  const { line: read, choices: readings, choose } = typed
  const learned = () =>
    read && categoryOfNote(habits.past, read.note, { ...habits.moment, amount: read.amount })
  const wanted = read?.categoryId ?? learned()
  const category = categories.find((one) => one.id === wanted)
  const isShown = wallet.id === shown?.id
  return { ...context, read, readings, choose, category, wallet, isShown }
}

function Meaning({ read, readings, choose, category, wallet, isShown, ...context }: Understood) {
  if (!read) {
    const onChoose = (choice: LineReading) => {
      choose(choice)
      document.getElementById(lineId)?.focus()
    }
    return <LineChoices {...context} choices={readings} onChoose={onChoose} />
  }
  const parts = [
    lineWords({ ...read, categoryId: category?.id }, context),
    // Where the list beside it will not show it.
    !isShown && wallet.name,
    read.amount !== undefined && !category && 'Enter asks for the category',
  ]
  return parts.filter(Boolean).join(' · ')
}

function queryOf(
  { amount, date, note }: LineReading,
  category: { name: string } | undefined,
  wallet: { id: string; currency: string },
): URLSearchParams {
  return new URLSearchParams({
    ...(amount !== undefined && { amount: toDecimal(amount, wallet.currency) }),
    ...(category && { category: category.name }),
    ...(date && { date }),
    note,
    wallet: wallet.id,
    line: '',
  })
}
