'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { act } from '@/components/commands/act'
import { addCategory } from '@/components/commands/categories'
import { chooseForDraft } from '@/components/parts/expense/draft'
import type { FormState } from '@/lib/core/form'
import { newId } from '@/lib/core/ids'
import { oneLine } from '@/lib/core/one-line'
import { categoryColors } from '@/lib/domain/categories/palette'
import { endPosition } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { CategoryForm } from './category-form'
import type { Category } from './category-groups'
import { type Look, nameProblem, problemsOf } from './category-values'

type Props = {
  wallet: Row<'wallet'>
  all: ReadonlyMap<string, Category>
  /** Whether it is wanted for the expense that is being written, to which it leads back. */
  forExpense: boolean
  onDone: () => void
}

/** The form for a new category, which begins with the colour that is used least. */
export function NewCategory({ wallet, all, forExpense, onDone }: Props) {
  const [values, setValues] = useState<Look>(() => ({ name: '', icon: 'tag', color: rarest(all) }))
  const [problems, setProblems] = useState<FormState>({})
  const id = useRef('')
  const busy = useRef(false)
  const router = useRouter()

  const save = async () => {
    if (busy.current) return
    const problem = nameProblem(values.name, null, all)
    if (problem) {
      setProblems({ fields: { name: problem } })
      return
    }
    busy.current = true
    id.current ||= newId()
    const name = oneLine(values.name)
    const position = endPosition([...all.values()])
    const fields = { ...values, name, position, archived: false, mergedInto: null }
    try {
      await act(addCategory(wallet.id, id.current, fields))
    } catch (error) {
      setProblems(problemsOf(error))
      return
    } finally {
      busy.current = false
    }
    if (!forExpense) return onDone()
    chooseForDraft({ id: id.current, name }, wallet.id)
    router.push('/add')
  }

  return (
    <CategoryForm
      isNew
      values={values}
      onChange={(change) => setValues({ ...values, ...change })}
      problems={problems}
      onSave={() => void save()}
    />
  )
}

function rarest(all: ReadonlyMap<string, Category>) {
  const used = (color: string) =>
    [...all.values()].filter((one) => one.color === color && !one.deletedAt).length
  return [...categoryColors].sort((a, b) => used(a) - used(b))[0] ?? 'slate'
}
