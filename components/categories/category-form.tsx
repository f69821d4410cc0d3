'use client'

import type { ReactNode } from 'react'
import { TileFace } from '@/components/parts/category/category-tile'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import { useProblemFocus } from '@/components/ui/use-problem-focus'
import type { FormState } from '@/lib/core/form'
import type { Look } from './category-values'
import { ColorField, IconField } from './look-fields'

type Props = {
  values: Look
  onChange: (change: Partial<Look>) => void
  problems: FormState
  /** A new one is opened to be typed, one that exists to be looked at first. */
  isNew: boolean
  onSave: () => void
  /** Stands after the fields. */
  after?: ReactNode
}

/** The fields of one category, controlled from outside, with its tile as it will look. */
export function CategoryForm({ values, onChange, problems, isNew, onSave, after }: Props) {
  const form = useProblemFocus(problems)
  return (
    <div className="flex min-h-full flex-col">
      <form
        id="category-form"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSave()
        }}
        className="space-y-5 px-5 pt-2 pb-6 lg:px-8"
      >
        {problems.message && <Notice tone="problem">{problems.message}</Notice>}
        <div className="flex items-start gap-4">
          <TextField
            name="name"
            label="Name"
            className="min-w-0 grow"
            autoComplete="off"
            maxLength={60}
            dir="auto"
            autoFocus={isNew}
            value={values.name}
            onChange={(event) => onChange({ name: event.target.value })}
            error={problems.fields?.name}
          />
          <div aria-hidden="true" className="w-21 flex-none">
            <TileFace category={{ ...values, name: values.name.trim() || 'Name' }} />
          </div>
        </div>
        <ColorField value={values.color} onChange={(color) => onChange({ color })} />
        <IconField
          value={values.icon}
          color={values.color}
          onChange={(icon) => onChange({ icon })}
        />
      </form>
      <div className="grow px-5 pb-6 lg:px-8">{after}</div>
      <div className="sticky bottom-0 flex gap-3 border-t border-line bg-paper px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:px-8 lg:py-4">
        <button type="submit" form="category-form" className={buttonClass('primary', 'flex-1')}>
          Save
        </button>
      </div>
    </div>
  )
}
