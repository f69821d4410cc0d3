'use client'

import { useRef, useState } from 'react'
import { act } from '@/components/commands/act'
import { changeCategory } from '@/components/commands/categories'
import { focusPanel } from '@/components/parts/panel/panel'
import type { FormState } from '@/lib/core/form'
import { oneLine } from '@/lib/core/one-line'
import { changed } from '@/lib/domain/merge'
import { CategoryActions } from './category-actions'
import { CategoryForm } from './category-form'
import type { Category } from './category-groups'
import { type Look, nameProblem, problemsOf } from './category-values'
import { MergeCategory } from './merge-category'

type Props = { category: Category; all: ReadonlyMap<string, Category>; onDone: () => void }

/**
 * The form of a category that exists, and what else can be done with it. A field that was not touched follows what other
 * devices write; one that was is saved as a change of the value that stood there when that began.
 */
export function EditCategory({ category, all, onDone }: Props) {
  const [edits, setEdits] = useState<Partial<Look>>({})
  const [seen, setSeen] = useState<Partial<Look>>({})
  const [problems, setProblems] = useState<FormState>({})
  const [merging, setMerging] = useState(false)
  const busy = useRef(false)
  const { id, name, icon, color } = category
  const values: Look = { name, icon, color, ...edits }

  const note = (some: Partial<Look>) => {
    const began = Object.entries({ name, icon, color }).filter(
      ([field]) => field in some && !(field in seen),
    )
    setSeen({ ...seen, ...Object.fromEntries(began) })
    setEdits({ ...edits, ...some })
  }

  const save = async () => {
    if (busy.current) return
    const problem = edits.name === undefined ? undefined : nameProblem(edits.name, id, all)
    if (problem) {
      setProblems({ fields: { name: problem } })
      return
    }
    const saw = { ...category, ...seen }
    const typed = edits.name === undefined ? edits : { ...edits, name: oneLine(edits.name) }
    const wanted = changed(saw, typed)
    busy.current = true
    try {
      if (Object.keys(wanted).length > 0) await act(changeCategory(saw, wanted))
      onDone()
    } catch (error) {
      setProblems(problemsOf(error))
    } finally {
      busy.current = false
    }
  }

  if (merging) {
    const back = () => {
      setMerging(false)
      focusPanel()
    }
    return <MergeCategory category={category} all={all} onDone={onDone} onCancel={back} />
  }
  return (
    <CategoryForm
      isNew={false}
      values={values}
      onChange={note}
      problems={problems}
      onSave={() => void save()}
      after={
        <CategoryActions
          category={category}
          all={all}
          onMerge={() => setMerging(true)}
          onDone={onDone}
        />
      }
    />
  )
}
