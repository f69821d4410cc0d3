'use client'

import type { ReactNode } from 'react'
import { useOnline } from '@/lib/client/hooks/account'

type Props = {
  /** Said while there is no network. */
  offline: string
  /** Said while there is one. */
  children: ReactNode
}

/** Says what the screen is about, and while there is no network that it needs one; neither moves what is below. */
export function NeedsNetwork({ offline, children }: Props) {
  const online = useOnline()
  const place = 'col-start-1 row-start-1 max-w-[65ch] text-pretty'
  return (
    <div className="grid border-b border-line py-4 text-sm">
      <p className={`${place} text-ink-soft ${online ? '' : 'invisible'}`}>{children}</p>
      <p role="status" className={`${place} font-medium text-warn`}>
        <span className={online ? 'invisible' : ''}>{offline}</span>
      </p>
    </div>
  )
}
