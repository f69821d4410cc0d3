import type { ReactNode } from 'react'
import { LedgerLines } from './ledger-lines'
import { Wordmark } from './wordmark'

/** A screen that has only something to say: a heading, a sentence or two, and what to do next. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col px-5 py-4 sm:px-10 lg:px-16 lg:py-8">
      <header>
        <Wordmark />
      </header>
      <main className="relative mt-10 grow sm:mt-16 lg:mt-[14vh]">
        <LedgerLines />
        <div className="relative max-w-xl">
          <h1 className="flex min-h-14 items-center text-xl font-bold tracking-tight">{title}</h1>
          {children}
        </div>
      </main>
    </div>
  )
}
