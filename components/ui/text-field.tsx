import type { ComponentProps, ReactNode } from 'react'
import { controlClass, Field } from './field'
import { pasteLines } from './paste-lines'

type Props = Omit<ComponentProps<'input'>, 'id' | 'name' | 'className'> & {
  name: string
  label: string
  /** Only where two fields of one page share a name. */
  id?: string
  hint?: ReactNode
  error?: string | undefined
  /** Keeps the label for assistive technology only. */
  bare?: boolean
  className?: string
}

/** A labelled one-line input with its hint and error; every attribute of an input may be given. */
export function TextField({ name, label, id = name, hint, error, ...props }: Props) {
  const { bare, className, ...input } = props
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={error}
      {...(bare && { bare })}
      {...(className && { className })}
    >
      {(aria) => (
        <input onPaste={pasteLines} {...input} {...aria} name={name} className={controlClass} />
      )}
    </Field>
  )
}
