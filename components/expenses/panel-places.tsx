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
    <div aria-hidden="true" className="space-y-5 px-5 pt-2 lg:px-8">
      <div className="mt-6.5 h-16.5 rounded-control border border-line bg-sheet" />
      <div className="h-64 rounded-control" />
      <div className="h-12 rounded-control border border-line bg-sheet" />
      <div className="h-12 rounded-control border border-line bg-sheet" />
    </div>
  )
}
