import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { screenTitleId } from './screen-title'

type Props = {
  title: string
  /** Where the screen belongs to, if it is a part of another one. */
  back?: { href: string; label: string }
  children: ReactNode
}

/** The frame of a screen that is one column: its name, and below the double rule what it holds. */
export function ScreenFrame({ title, back, children }: Props) {
  return (
    <div className="flex min-h-0 grow flex-col bg-sheet lg:border-l lg:border-line print:block print:border-0">
      <header className="flex h-[calc(3.5rem+var(--spacing-top))] flex-none items-center pt-top px-sides lg:h-18 lg:px-8">
        {back && (
          <Link
            href={back.href}
            aria-label={back.label}
            className="-ml-3 grid size-11 flex-none place-items-center rounded-control text-ink-soft transition-colors hover:text-ink"
          >
            <ChevronLeft size={20} strokeWidth={1.75} />
          </Link>
        )}
        <h1
          id={screenTitleId}
          tabIndex={-1}
          className="max-w-beside-status truncate text-lg font-bold tracking-tight"
        >
          {title}
        </h1>
      </header>
      <div className="min-h-0 grow overflow-y-auto px-sides pb-10 lg:px-8 print:overflow-visible">
        <div className="max-w-4xl border-t-4 border-double border-line">{children}</div>
      </div>
    </div>
  )
}

/** Takes the focus to the name of the screen, from something that has just gone. */
export function focusScreen(): void {
  document.getElementById(screenTitleId)?.focus({ preventScroll: true })
}
