import { ChevronDown } from 'lucide-react'
import { controlClass, Field } from './field'

type Props = {
  id: string
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
  /** Keeps the label for assistive technology only. */
  bare?: boolean
  className?: string
}

/** A labelled native select in the look of the other fields. */
export function SelectField({ id, label, value, options, onChange, bare, className }: Props) {
  const select = (aria: { id: string }) => (
    <div className="relative">
      <select
        {...aria}
        {...(bare && { 'aria-label': label })}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`${controlClass} appearance-none truncate pr-10 forced-colors:appearance-auto`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={20}
        strokeWidth={1.75}
        className="pointer-events-none absolute inset-y-0 right-3 my-auto text-ink-soft forced-colors:hidden"
      />
    </div>
  )
  if (bare) return <div className={className}>{select({ id })}</div>
  return (
    <Field id={id} label={label} {...(className && { className })}>
      {select}
    </Field>
  )
}
