type Props<V extends string> = {
  label: string
  value: V
  options: readonly { value: V; label: string }[]
  onChange: (value: V) => void
}

/** A native choice that stands as words in a sentence, which it changes. */
export function InlineSelect<V extends string>({ label, value, options, onChange }: Props<V>) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as V)}
      className="max-w-full cursor-pointer appearance-none truncate rounded-control bg-transparent text-ink underline decoration-edge underline-offset-4 transition-colors field-sizing-content hover:decoration-accent pointer-coarse:-my-3 pointer-coarse:min-h-11 forced-colors:appearance-auto print:no-underline"
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
