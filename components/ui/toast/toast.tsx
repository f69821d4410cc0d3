'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { ToastFrame } from './toast-frame'
import { currentToast, hideToast, subscribeToasts, type Toast } from './toast-store'

const plainTime = 5_000
const actionTime = 8_000

/** Where toasts appear and are read out: just above the navigation, and over a sheet above its buttons and keys. */
export function Toasts() {
  const toast = useSyncExternalStore(subscribeToasts, currentToast, nothing)
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(env(safe-area-inset-bottom)+5.25rem)] z-50 flex justify-center px-sides max-lg:group-has-[[data-keypad]]/shell:bottom-[calc(env(safe-area-inset-bottom)+17.25rem)] lg:bottom-8"
    >
      {toast && <TimedToast key={toast.id} toast={toast} />}
    </div>
  )
}

function nothing() {
  return undefined
}

function TimedToast({ toast: { id, text, action } }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => hideToast(id), action ? actionTime : plainTime)
    return () => clearTimeout(timer)
  }, [id, action, held])
  // Where it lies over the form it gives way to what is written there next.
  useEffect(() => {
    const giveWay = ({ target }: Event) => {
      if (!(target as Element).closest('[role=dialog]')) return
      if (matchMedia('(width < 64rem)').matches) hideToast(id)
    }
    document.addEventListener('input', giveWay)
    return () => document.removeEventListener('input', giveWay)
  }, [id])
  const run = () => {
    hideToast(id)
    void action?.run()
  }
  return (
    <ToastFrame
      text={text}
      {...(action && { action: { label: action.label, run } })}
      onDismiss={() => hideToast(id)}
      onHold={setHeld}
    />
  )
}
