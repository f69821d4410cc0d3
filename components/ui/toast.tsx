'use client'

import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { currentToast, hideToast, subscribeToasts, type Toast } from './toast-store'

const plainTime = 5_000
const actionTime = 8_000

/** Where toasts appear and are read out, just above the navigation or a sheet's buttons. */
export function Toasts() {
  const toast = useSyncExternalStore(subscribeToasts, currentToast, nothing)
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(env(safe-area-inset-bottom)+5.25rem)] z-50 flex justify-center px-5 lg:bottom-8"
    >
      {toast && <ToastBox key={toast.id} toast={toast} />}
    </div>
  )
}

function nothing() {
  return undefined
}

function ToastBox({ toast: { id, text, action } }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => hideToast(id), action ? actionTime : plainTime)
    return () => clearTimeout(timer)
  }, [id, action, held])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while someone is reading or about to press
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="animate-toast pointer-events-auto flex max-w-120 items-center gap-1 rounded-sheet border border-line bg-sheet py-1 pr-1 pl-4 shadow-sheet"
    >
      <p className="py-2 pr-2 [overflow-wrap:anywhere]">{text}</p>
      {action && (
        <button
          type="button"
          onClick={() => {
            hideToast(id)
            void action.run()
          }}
          className="min-h-11 rounded-control px-3 font-medium text-accent transition-colors hover:bg-accent-tint"
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => hideToast(id)}
        className="grid size-11 flex-none place-items-center rounded-control text-ink-soft transition-colors hover:text-ink"
      >
        <X size={18} strokeWidth={1.75} />
      </button>
    </div>
  )
}
