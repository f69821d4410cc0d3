'use client'

import { useOnline } from '@/lib/client/hooks/account'

/** Says, while there is no network, that what is below needs it. */
export function NeedsNetwork({ children }: { children: string }) {
  const online = useOnline()
  return (
    <div role="status">
      {!online && (
        <p className="border-b border-line py-4 text-sm font-medium text-pretty text-warn">
          {children}
        </p>
      )}
    </div>
  )
}
