'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { type ButtonLook, buttonClass } from './button-class'

type Props = {
  children: ReactNode
  look?: ButtonLook
  className?: string
  /** Sent along when this button is the one pressed. */
  name?: string
  value?: string
}

/**
 * Posts the form it stands in. While the post is under way it says so, keeps its name and focus, and takes no
 * second press; without JavaScript it is a plain submit button.
 */
export function SubmitButton({ children, look = 'primary', className = '', name, value }: Props) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault()
      }}
      className={buttonClass(look, className)}
    >
      {children}
    </button>
  )
}
