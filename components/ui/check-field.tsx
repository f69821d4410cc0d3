import type { ComponentProps } from 'react'

type Props = Omit<ComponentProps<'input'>, 'type' | 'className' | 'id'> & {
  name: string
  label: string
  hint?: string
}

/** A native checkbox with its label beside it, the whole line to be pressed, and what it means below. */
export function CheckField({ label, hint, ...input }: Props) {
  const id = input.name
  return (
    <div>
      <label
        htmlFor={id}
        className="inline-flex min-h-6 items-center gap-2.5 pointer-coarse:min-h-11"
      >
        <input
          {...input}
          id={id}
          type="checkbox"
          {...(hint && { 'aria-describedby': `${id}-hint` })}
          className="size-5 flex-none accent-accent"
        />
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="pl-7.5 text-sm text-pretty text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  )
}
