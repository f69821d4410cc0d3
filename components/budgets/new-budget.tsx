'use client'

import { useRef, useState } from 'react'
import { act } from '@/components/commands/act'
import { addBudget } from '@/components/commands/budgets'
import { closePanel } from '@/components/parts/panel/panel-address'
import { formProblem } from '@/components/words/refusal-words'
import { usualWords } from '@/components/words/usual-words'
import type { FormState } from '@/lib/core/form'
import { newId } from '@/lib/core/ids'
import { BudgetForm } from './budget-form'
import { type Begins, emptyBudget, readBudget, type Typed } from './budget-values'
import { nameAfter } from './counted-field'
import type { BudgetParts } from './use-budget-parts'
import { usePast } from './use-past'

type Props = BudgetParts & { begins: Begins }

/** The form for a new budget of a person's own, with what is usual beside its limit. */
export function NewBudget({ person, wallets, currency, today, locale, begins }: Props) {
  const [values, setValues] = useState<Typed>(() => emptyBudget(currency, begins))
  const [problems, setProblems] = useState<FormState>({})
  const id = useRef('')
  const busy = useRef(false)
  const named = nameAfter(values, wallets)
  const read = readBudget(
    { ...values, limit: '' },
    { named: named || 'Budget', since: undefined, today },
  )
  const past = usePast(read.ok ? { spaceId: person, ...read.fields } : undefined, [], today)

  const save = async () => {
    if (busy.current) return
    const read = readBudget(values, { named, since: undefined, today })
    if (!read.ok) return setProblems(read.problems)
    busy.current = true
    // The same id until it is saved: trying again after an error can never save twice.
    id.current ||= newId()
    try {
      const place = { spaceId: person, id: id.current }
      await act(addBudget(place, read.fields, read.limit, today))
      closePanel()
    } catch (error) {
      setProblems(formProblem(error))
    } finally {
      busy.current = false
    }
  }

  return (
    <BudgetForm
      asksLimit
      values={values}
      onChange={(next) => {
        setValues(next)
        setProblems({})
      }}
      problems={problems}
      wallets={wallets}
      begins={begins}
      named={named}
      usual={usualWords(past?.usual, values.period, values.currency, locale)}
      onSave={() => void save()}
    />
  )
}
