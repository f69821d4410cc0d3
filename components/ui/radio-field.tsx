type Props<T extends string> = {
  name: string
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
  /** Keeps the label for assistive technology only. */
  bare?: boolean
}

/** A few native radios side by side under one label, each whole line to be pressed. */
export function RadioField<T extends string>({ name, label, bare, ...props }: Props<T>) {
  const { value, options, onChange } = props
  return (
    <fieldset>
      <legend className={bare ? 'sr-only' : 'mb-1.5 text-sm font-medium'}>{label}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {options.map((option) => (
          <label
            key={option.value}
            className="inline-flex min-h-9 items-center gap-2.5 pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="size-5 flex-none accent-accent"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
