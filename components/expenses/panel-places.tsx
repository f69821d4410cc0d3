import type { ReactNode } from 'react'

/** What the third column says while nothing is open; a phone has no such column. */
export function PanelHint({ children }: { children?: ReactNode }) {
  return (
    <div className="hidden border-l border-line px-8 pt-[30vh] lg:block">
      <p className="max-w-56 text-pretty text-ink-soft">Choose an expense to see it, or add one.</p>
      {children}
    </div>
  )
}

/** The places of a form's fields, in its shape, while what belongs there is being read. */
export function FormPlaces() {
  return (
    <div aria-hidden="true" className="flex h-full flex-col">
      <div className="min-h-0 grow space-y-5 overflow-hidden px-5 pt-2 lg:px-8">
        <FieldPlace box="h-16.5 border" hint />
        <FieldPlace box="h-62" />
        <FieldPlace box="h-11 border pointer-coarse:h-12" />
        <FieldPlace box="h-11 border pointer-coarse:h-12" />
      </div>
      <div className="flex-none border-t border-line px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:px-8 lg:py-4">
        <div className="h-11 pointer-coarse:h-12" />
      </div>
    </div>
  )
}

function FieldPlace({ box, hint }: { box: string; hint?: boolean }) {
  return (
    <div>
      <div className="mb-1.5 flex h-5 items-center">
        <span className="h-3 w-16 rounded-full bg-line" />
      </div>
      <div className={`rounded-control border-line ${box}`} />
      {hint && <div className="hidden h-11.5 lg:block" />}
    </div>
  )
}
