import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** What a control takes over so that its hint and its error are read with it. */
export type FieldAria = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

type Props = {
  id: string
  label: string
  hint?: ReactNode
  error?: string | undefined
  /** Keeps the label for assistive technology only. */
  bare?: boolean
  /** Stands at the end of the label's line, said aloud as it changes; it takes no place of its own. */
  aside?: ReactNode
  className?: string
  children: (aria: FieldAria) => ReactNode
}

export const controlClass =
  'block w-full min-h-11 rounded-control border border-edge bg-sheet px-3 py-2 text-base text-ink transition-colors pointer-coarse:min-h-12 hover:border-ink-soft aria-invalid:border-danger aria-invalid:outline-danger'

/** A label, one control, and below it the error and the hint that belong to it: the one way a field is put together. */
export function Field({ id, label, hint, error, bare, aside, className = '', children }: Props) {
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  const name = (
    <label htmlFor={id} className={bare ? 'sr-only' : 'mb-1.5 block text-sm font-medium'}>
      {label}
    </label>
  )
  return (
    <div className={className}>
      {aside === undefined ? (
        name
      ) : (
        <div className="flex items-baseline justify-between gap-3">
          {name}
          <span aria-live="polite" className="-my-1 min-w-0 text-right">
            {aside}
          </span>
        </div>
      )}
      {children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': true as const }),
      })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-pretty text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  )
}

/** The sentence that says what is wrong with one field, said aloud wherever the focus is. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="mt-1.5 flex gap-1.5 text-sm text-danger">
      <CircleAlert size={16} strokeWidth={1.75} className="mt-0.5 flex-none" />
      <span>{children}</span>
    </p>
  )
}
