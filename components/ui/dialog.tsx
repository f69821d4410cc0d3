'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { CloseButton } from './close-button'

type Props = {
  title: string
  onClose: () => void
  /** What is marked by `data-first-focus` gets the focus. */
  children: ReactNode
}

/** A question over the page: a sheet from below on a phone, in the middle on a desktop; Escape, Back and a press beside it close it. */
export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const beganOutside = useRef(false)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // Else it is the button that closes.
    shown?.querySelector<HTMLElement>('[data-first-focus]')?.focus()
    return () => shown?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      onPointerDown={(event) => {
        beganOutside.current = event.target === event.currentTarget
      }}
      // Text that is selected inside may end outside.
      onClick={(event) => {
        if (event.target === event.currentTarget && beganOutside.current) onClose()
      }}
      className="mx-auto mt-auto mb-0 max-h-[85dvh] w-full max-w-lg overflow-hidden rounded-t-sheet border border-line bg-sheet text-ink shadow-sheet backdrop:bg-shade open:flex open:flex-col max-lg:max-w-none max-lg:open:animate-sheet lg:my-auto lg:rounded-sheet"
    >
      <header className="flex min-h-14 flex-none items-center justify-between border-b border-line pr-[max(0.5rem,env(safe-area-inset-right))] pl-side-left">
        <h2 className="min-w-0 py-2 text-base font-bold tracking-tight break-words">{title}</h2>
        <CloseButton onClick={onClose} />
      </header>
      <div className="min-h-0 grow overflow-y-auto px-sides pt-4 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
        {children}
      </div>
    </dialog>
  )
}
