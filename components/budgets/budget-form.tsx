'use client'

import type { ReactNode } from 'react'
import { PanelForm } from '@/components/parts/panel/panel-form'
import { FieldError } from '@/components/ui/field'
import { RadioField } from '@/components/ui/radio-field'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import {
  limitLabels,
  periodWords,
  rolloverWords,
  scopeWords,
} from '@/components/words/budget-words'
import type { SpentWallet } from '@/lib/client/reads/budgets'
import type { FormState } from '@/lib/core/form'
import { type Begins, type Typed, withPeriod } from './budget-values'
import { CountedField } from './counted-field'
import { monthOptions, weekdayOptions } from './day-options'

type Props = {
  values: Typed
  onChange: (values: Typed) => void
  problems: FormState
  wallets: readonly SpentWallet[]
  begins: Begins
  /** What it is called where nothing is typed. */
  named: string
  /** What is usual, in words. */
  usual: string | undefined
  onSave: () => void
  /** Whether its limit is asked for: of a new one, and where it is for another kind of period from now on. */
  asksLimit: boolean
  before?: ReactNode
  after?: ReactNode
}

/** The fields of one budget, controlled from outside. */
export function BudgetForm({ values, onChange, problems, asksLimit, ...props }: Props) {
  const { wallets, begins, named, usual, onSave, before, after } = props
  const { period } = values
  const set = (change: Partial<Typed>) => onChange({ ...values, ...change })
  const errors = problems.fields ?? {}
  return (
    <PanelForm
      id="budget-form"
      problems={problems}
      onSave={onSave}
      className="space-y-6"
      after={after}
    >
      {before}
      <div className="space-y-3">
        <RadioField
          name="scope"
          label="What it counts"
          value={values.scope}
          options={optionsOf(scopeWords)}
          onChange={(scope) => set({ scope })}
        />
        {values.scope === 'chosen' && (
          <CountedField
            value={values.categories}
            currency={values.currency}
            wallets={wallets}
            onChange={(categories) => set({ categories })}
          />
        )}
        {errors.categories && <FieldError id="categories-error">{errors.categories}</FieldError>}
      </div>
      <RadioField
        name="period"
        label="For each"
        value={period}
        options={optionsOf(periodWords)}
        onChange={(next) => onChange(withPeriod(values, next, begins))}
      />
      {asksLimit && (
        <TextField
          name="limit"
          label={limitLabels[period]}
          inputMode="decimal"
          autoComplete="off"
          className="max-w-48"
          value={values.limit}
          onChange={(event) => set({ limit: event.target.value })}
          error={errors.limit}
          hint={usual}
        />
      )}
      <div className="flex flex-wrap gap-4">
        {period === 'week' ? (
          <SelectField
            id="startsOn"
            label="First day"
            className="w-44"
            value={values.startsOn}
            options={weekdayOptions}
            onChange={(startsOn) => set({ startsOn })}
          />
        ) : (
          <TextField
            name="startsOn"
            label="First day of the month"
            inputMode="numeric"
            autoComplete="off"
            className="w-44"
            value={values.startsOn}
            onChange={(event) => set({ startsOn: event.target.value })}
            error={errors.startsOn}
          />
        )}
        {(period === 'quarter' || period === 'year') && (
          <SelectField
            id="month"
            label="Begins in"
            className="w-44"
            value={values.month}
            options={monthOptions}
            onChange={(month) => set({ month })}
          />
        )}
      </div>
      <RadioField
        name="rollover"
        label={`Carried over to the next ${period}`}
        value={values.rollover}
        options={optionsOf(rolloverWords)}
        onChange={(rollover) => set({ rollover })}
      />
      <TextField
        name="name"
        label="Name"
        autoComplete="off"
        dir="auto"
        maxLength={60}
        placeholder={named}
        value={values.name}
        onChange={(event) => set({ name: event.target.value })}
        error={errors.name}
      />
    </PanelForm>
  )
}

function optionsOf<T extends string>(words: Record<T, string>): { value: T; label: string }[] {
  return (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label }))
}
