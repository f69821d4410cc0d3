import type { ReactNode } from 'react'

type Props = { title: string; id?: string; children: ReactNode }

/** One ruled line of the settings: what it is about on the left, beside it on a wide screen what there is to know. */
export function Part({ title, id, children }: Props) {
  return (
    <section className="grid gap-x-8 gap-y-2 border-b border-line py-6 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <h2 {...(id && { id })} className="text-sm font-medium text-ink-soft sm:pt-0.5">
        {title}
      </h2>
      <div className="min-w-0 space-y-1">{children}</div>
    </section>
  )
}

/** Stands where a line of text will be. */
export function LinePlace() {
  return (
    <div aria-hidden="true" className="flex h-6 items-center">
      <span className="h-3 w-48 max-w-full rounded-full bg-line" />
    </div>
  )
}
