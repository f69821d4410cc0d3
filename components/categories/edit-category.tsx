'use client'

import { useRef, useState } from 'react'
import { focusPanel } from '@/components/shell/panel'
import type { FormState } from '@/lib/core/form'
import { oneLine } from '@/lib/core/one-line'
import type { Changes } from '@/lib/domain/entities'
import { CategoryActions } from './category-actions'
import { change } from './category-changes'
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
    const changes = changesOf({ name, icon, color, ...seen }, edits)
    busy.current = true
    try {
      if (Object.keys(changes).length > 0) await change(category, changes)
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

/** What was really changed, field by field: so the icon and the colour from two devices both survive. */
function changesOf(from: Look, edits: Partial<Look>): Changes<'category'> {
  const changes: Changes<'category'> = {}
  const name = edits.name === undefined ? undefined : oneLine(edits.name)
  if (name !== undefined && name !== from.name) {
    changes.name = { from: { name: from.name }, to: { name } }
  }
  const { icon, color } = edits
  const look: Partial<Omit<Look, 'name'>> = {
    ...(icon !== undefined && icon !== from.icon && { icon }),
    ...(color !== undefined && color !== from.color && { color }),
  }
  if (Object.keys(look).length > 0) {
    const saw = {
      ...('icon' in look && { icon: from.icon }),
      ...('color' in look && { color: from.color }),
    }
    changes.look = { from: saw, to: look }
  }
  return changes
}
