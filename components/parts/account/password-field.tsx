'use client'

import { useState } from 'react'
import { controlClass, Field } from '@/components/ui/field'
import { useHydrated } from '@/components/ui/use-hydrated'

type Props = {
  name: string
  label: string
  /** Only where two fields of one page share a name. */
  id?: string
  autoComplete: 'current-password' | 'new-password'
  hint?: string
  error?: string | undefined
  autoFocus?: boolean
}

/** A password with a switch to read what was typed; the switch exists only where scripts run. */
export function PasswordField({ name, label, id = name, hint, error, ...input }: Props) {
  const [shown, setShown] = useState(false)
  const hydrated = useHydrated()
  return (
    <Field id={id} label={label} {...(hint && { hint })} error={error}>
      {(aria) => (
        <div className="relative">
          <input
            {...input}
            {...aria}
            name={name}
            type={shown ? 'text' : 'password'}
            required
            autoCapitalize="none"
            spellCheck={false}
            className={`${controlClass} ${hydrated ? 'pr-16' : ''}`}
          />
          {hydrated && (
            <button
              type="button"
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
              className="absolute inset-y-0 right-0 min-w-14 rounded-control px-3 text-sm font-medium text-ink-soft transition-colors hover:text-ink"
            >
              {shown ? 'Hide' : 'Show'}
              <span className="sr-only"> what is typed</span>
            </button>
          )}
        </div>
      )}
    </Field>
  )
}
