'use client'

import { useEffect, useRef, useState } from 'react'
import { act } from '@/components/commands/act'
import { mergeCategory } from '@/components/commands/categories'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { SelectField } from '@/components/ui/select-field'
import { expensesInWords } from '@/components/words/counted'
import { refusalWords } from '@/components/words/refusal-words'
import { type Category, groupsOf } from './category-groups'
import { useUseOf } from './use-of-category'

const fieldId = 'merge-into'

type Props = {
  category: Category
  all: ReadonlyMap<string, Category>
  onDone: () => void
  onCancel: () => void
}

/** The choice of the category that another one is merged into, with what that does, before it is done. */
export function MergeCategory({ category, all, onDone, onCancel }: Props) {
  const [chosen, setChosen] = useState('')
  const [problem, setProblem] = useState<string>()
  const busy = useRef(false)
  useEffect(() => document.getElementById(fieldId)?.focus({ preventScroll: true }), [])
  const { inUse, merged } = groupsOf(all)
  const followers = merged.get(category.id) ?? []
  const use = useUseOf(category, followers)
  const count = use?.count
  const targets = inUse.filter(({ id }) => id !== category.id)
  const target = targets.find(({ id }) => id === chosen)
  const save = async () => {
    if (busy.current) return
    if (!target) {
      setProblem('Choose the category to merge into.')
      return
    }
    busy.current = true
    try {
      await act(mergeCategory(category, target, followers))
      onDone()
    } catch (error) {
      setProblem(refusalWords(error))
    } finally {
      busy.current = false
    }
  }
  return (
    <div className="flex min-h-full flex-col">
      <div className="grow space-y-5 px-5 pt-2 pb-6 lg:px-8">
        {problem && <Notice tone="problem">{problem}</Notice>}
        <p className="max-w-[65ch] text-pretty">
          What was written under <bdi className="font-medium">{category.name}</bdi> shows as another
          category from now on, on every device.
        </p>
        <SelectField
          id={fieldId}
          label="Merge into"
          value={chosen}
          options={[
            { value: '', label: 'Choose a category' },
            ...targets.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setChosen}
        />
        <p aria-live="polite" className="max-w-[65ch] text-pretty text-ink-soft">
          {target &&
            `${showsWords(count)} ${target.name}. ${category.name} is no longer offered; you can separate the two again.`}
        </p>
      </div>
      <div className="sticky bottom-0 flex gap-3 border-t border-line bg-paper px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:px-8 lg:py-4">
        <button
          type="button"
          onClick={() => void save()}
          className={buttonClass('primary', 'flex-1')}
        >
          Merge
        </button>
        <button type="button" onClick={onCancel} className={buttonClass('secondary')}>
          Cancel
        </button>
      </div>
    </div>
  )
}

function showsWords(count: number | undefined): string {
  return count === undefined
    ? 'Its expenses will show as'
    : `${expensesInWords(count)} will show as`
}
