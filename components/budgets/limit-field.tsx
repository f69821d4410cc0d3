'use client'

import { useId, useRef, useState } from 'react'
import { act } from '@/components/commands/act'
import { setLimit } from '@/components/commands/budgets'
import { useHere } from '@/components/parts/here'
import { FieldError } from '@/components/ui/field'
import { limitLabels } from '@/components/words/budget-words'
import { refusalWords } from '@/components/words/refusal-words'
import type { LimitedBudget } from '@/lib/client/reads/budgets'
import { toDecimal } from '@/lib/core/money'
import { readLimit } from './budget-values'

type Props = { known: LimitedBudget; limit: number | null; today: string }

/** The limit of a budget in its sentence: what is typed holds from the present period on once the field is left. */
export function LimitField({ known, limit, today }: Props) {
  const { budget } = known
  const { locale } = useHere()
  const id = useId()
  const shown = limit === null ? '' : toDecimal(limit, budget.currency)
  const [typed, setTyped] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const busy = useRef(false)
  /** What stood there when typing began: what came since is asked about. */
  const saw = useRef(known)

  const save = async () => {
    if (typed === undefined || busy.current) return
    const read = readLimit(typed, budget.currency)
    if (!read.ok) return setProblem(read.message)
    setProblem(undefined)
    if (read.amount === limit) return setTyped(undefined)
    busy.current = true
    try {
      await act(setLimit(saw.current, read.amount, today, locale))
      setTyped((now) => (now === typed ? undefined : now))
    } catch (error) {
      setProblem(refusalWords(error))
    } finally {
      busy.current = false
    }
  }

  return (
    <span>
      <label htmlFor={id} className="sr-only">
        {limitLabels[budget.period]}
      </label>
      <input
        id={id}
        value={typed ?? shown}
        placeholder="no limit"
        inputMode="decimal"
        autoComplete="off"
        size={9}
        onChange={(event) => {
          if (typed === undefined) saw.current = known
          setTyped(event.target.value)
          setProblem(undefined)
        }}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save()
          if (event.key !== 'Escape' || typed === undefined) return
          event.stopPropagation()
          setTyped(undefined)
          setProblem(undefined)
        }}
        {...(problem && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
        className="figures relative z-10 min-h-8 max-w-40 min-w-16 border-b border-edge bg-transparent px-0.5 text-center text-ink transition-colors [field-sizing:content] pointer-coarse:min-h-11 hover:border-accent aria-invalid:border-danger"
      />
      {problem && <FieldError id={`${id}-error`}>{problem}</FieldError>}
    </span>
  )
}
