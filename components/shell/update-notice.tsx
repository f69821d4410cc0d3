'use client'

import { useState } from 'react'
import { ToastFrame } from '@/components/ui/toast/toast-frame'
import { useNewVersion } from '@/lib/client/hooks/update'
import { takeNewVersion } from '@/lib/client/page/worker'

/**
 * Says that a new version is there, until it is taken or put off; never over a sheet in which somebody writes. Under a
 * toast, which is about something that just happened.
 */
export function UpdateNotice() {
  const ready = useNewVersion()
  const [putOff, setPutOff] = useState(false)
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(env(safe-area-inset-bottom)+5.25rem)] z-20 flex justify-center px-5 max-lg:group-has-[[role=dialog]]/shell:hidden lg:bottom-8"
    >
      {ready && !putOff && (
        <ToastFrame
          text="New version"
          action={{ label: 'Reload', run: takeNewVersion }}
          dismissLabel="Not now"
          onDismiss={() => setPutOff(true)}
        />
      )}
    </div>
  )
}
