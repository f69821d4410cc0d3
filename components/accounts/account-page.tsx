import type { ReactNode } from 'react'
import { LedgerLines } from '@/components/ui/ledger-lines'
import { Wordmark } from '@/components/ui/wordmark'
import { SamplePage } from './sample-page'

/** The frame of the screens before signing in: the form on the desk at the left, an open ledger beside it where there is room. */
export function AccountPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="lg:grid lg:grid-cols-[minmax(30rem,38rem)_minmax(0,1fr)]">
      <div className="flex min-h-dvh flex-col pt-[max(1rem,env(safe-area-inset-top))] px-sides pb-[max(1rem,env(safe-area-inset-bottom))] sm:px-10 lg:px-16 lg:py-8">
        <header>
          <Wordmark />
        </header>
        <main className="w-full max-w-sm pt-10 pb-6 sm:pt-16 lg:pt-[14vh]">
          <h1 className="mb-6 text-xl font-bold tracking-tight">{title}</h1>
          {children}
        </main>
        <div className="relative grow lg:hidden">
          <LedgerLines />
        </div>
      </div>
      <SamplePage />
    </div>
  )
}
