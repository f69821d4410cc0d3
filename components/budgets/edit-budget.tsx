'use client'

import { useRef, useState } from 'react'
import { act } from '@/components/commands/act'
import { changeBudget, deleteBudget } from '@/components/commands/budgets'
import { closePanel } from '@/components/parts/panel/panel-address'
import { buttonClass } from '@/components/ui/button-class'
import { formProblem } from '@/components/words/refusal-words'
import type { LimitedBudget } from '@/lib/client/reads/budgets'
import type { FormState } from '@/lib/core/form'
import { formatMoney } from '@/lib/core/money'
import { limitOn } from '@/lib/domain/budgets/figures'
import { budgetPeriod } from '@/lib/domain/budgets/periods'
import { changed } from '@/lib/domain/merge'
import { BudgetForm } from './budget-form'
import { type Begins, readBudget, type Typed, typedOf } from './budget-values'
import { nameAfter } from './counted-field'
import { PastPeriods } from './past-periods'
import { Sum } from './sum'
import type { BudgetParts } from './use-budget-parts'

type Props = BudgetParts & { known: LimitedBudget; begins: Begins }

/** The form of a budget that there is, with its past periods, and the way to delete it. */
export function EditBudget({ known, wallets, today, locale, begins }: Props) {
  const { budget } = known
  const [seen] = useState(known)
  const [typed, setTyped] = useState<Typed>()
  const [problems, setProblems] = useState<FormState>({})
  const busy = useRef(false)
  const values = typed ?? typedOf(budget)
  const named = nameAfter(values, wallets)

  const run = async (work: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    try {
      await work()
      closePanel()
    } catch (error) {
      setProblems(formProblem(error))
    } finally {
      busy.current = false
    }
  }

  const save = () => {
    const saw = typed ? seen.budget : budget
    const read = readBudget(values, { named, since: saw.since, today })
    if (!read.ok) return setProblems(read.problems)
    void run(async () => {
      const wanted = changed(saw, read.fields)
      if (Object.keys(wanted).length === 0) return
      const limit = saw.period === read.fields.period ? undefined : read.limit
      await act(changeBudget({ ...known, budget: saw }, wanted, today, limit))
    })
  }

  return (
    <BudgetForm
      asksLimit={values.period !== budget.period}
      values={values}
      onChange={(next) => {
        setTyped(next)
        setProblems({})
      }}
      problems={problems}
      wallets={wallets}
      begins={begins}
      named={named}
      usual={formerly(known, today, locale)}
      onSave={save}
      before={
        <>
          <Sum known={known} today={today} locale={locale} />
          <PastPeriods known={known} today={today} locale={locale} />
        </>
      }
      after={
        <button
          type="button"
          onClick={() => void run(() => act(deleteBudget(budget)))}
          className={buttonClass('danger')}
        >
          Delete
        </button>
      }
    />
  )
}

/** What the limit was for, where it is asked for anew. */
function formerly({ budget, limits }: LimitedBudget, today: string, locale: string): string {
  const limit = limitOn(limits, budgetPeriod(budget, today).from)
  if (limit === null) return 'No limit until now.'
  return `Until now ${formatMoney(limit, budget.currency, locale)} a ${budget.period}.`
}
