'use client'

import type { ReactNode } from 'react'
import { TileFace } from '@/components/parts/category/category-tile'
import { PanelForm } from '@/components/parts/panel/panel-form'
import { TextField } from '@/components/ui/text-field'
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
  return (
    <PanelForm
      id="category-form"
      problems={problems}
      onSave={onSave}
      className="space-y-5"
      after={after}
    >
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
      <IconField value={values.icon} color={values.color} onChange={(icon) => onChange({ icon })} />
    </PanelForm>
  )
}
