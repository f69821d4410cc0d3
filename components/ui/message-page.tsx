import type { ReactNode } from 'react'
import { LedgerLines } from './ledger-lines'
import { Wordmark } from './wordmark'

/** A screen that has only something to say: a heading, a sentence or two, and what to do next. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col pt-[max(1rem,env(safe-area-inset-top))] px-sides pb-[max(1rem,env(safe-area-inset-bottom))] sm:px-10 lg:px-16 lg:py-8">
      <header>
        <Wordmark />
      </header>
      <main className="mt-10 space-y-4 border-b border-line pb-6 sm:mt-16 lg:mt-[14vh]">
        <h1 className="text-xl font-bold tracking-tight">{title}</h1>
        {children}
      </main>
      <div className="relative grow">
        <LedgerLines />
      </div>
    </div>
  )
}
