import type { ReactNode } from 'react'

/** One ruled part of the page, with its name. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-b border-line py-6">
      <h2 className="mb-4 text-lg font-bold tracking-tight">{title}</h2>
      <div className="space-y-6">{children}</div>
    </section>
  )
}

/** One thing with the words that say what it is. */
export function Shown({ as, children }: { as: string; children: ReactNode }) {
  return (
    <div>
      <p className="mb-1.5 text-sm text-ink-soft">{as}</p>
      {children}
    </div>
  )
}
