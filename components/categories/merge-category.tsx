'use client'

import { useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { SelectField } from '@/components/ui/select-field'
import { merge } from './category-changes'
import { type Category, expensesInWords } from './category-groups'

type Props = {
  category: Category
  targets: readonly Category[]
  /** What was merged into it before, which comes along. */
  followers: readonly Category[]
  /** How many expenses it has; undefined while that is not known. */
  count: number | undefined
  run: (work: () => Promise<void>) => void
  onCancel: () => void
}

/** The choice of the category that another one is merged into, with what that does, before it is done. */
export function MergeCategory({ category, targets, followers, count, run, onCancel }: Props) {
  const [chosen, setChosen] = useState('')
  const target = targets.find(({ id }) => id === chosen)
  return (
    <section aria-label="Merge" className="space-y-4 border-t border-line py-5">
      <SelectField
        id="merge-into"
        label="Merge into"
        value={chosen}
        options={[
          { value: '', label: 'Choose a category' },
          ...targets.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={setChosen}
      />
      <p aria-live="polite" className="text-sm text-pretty text-ink-soft">
        {target ? `${showsWords(count)} ${target.name}.` : 'Its expenses will show as that one.'}{' '}
        <bdi>{category.name}</bdi> is no longer offered. You can separate the two again.
      </p>
      <div className="flex flex-wrap gap-3">
        <button
          type="button"
          aria-disabled={!target || undefined}
          onClick={() => target && run(() => merge(category, target, followers))}
          className={buttonClass('primary', 'flex-1 aria-disabled:cursor-default')}
        >
          Merge
        </button>
        <button type="button" onClick={onCancel} className={buttonClass('secondary')}>
          Cancel
        </button>
      </div>
    </section>
  )
}

function showsWords(count: number | undefined): string {
  return count === undefined
    ? 'Its expenses will show as'
    : `${expensesInWords(count)} will show as`
}
