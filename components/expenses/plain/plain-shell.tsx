import { BookOpen, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { SignOutForm } from '@/components/parts/account/sign-out-form'
import { buttonClass } from '@/components/ui/button-class'
import { Wordmark } from '@/components/ui/wordmark'
import type { FormAction } from '@/lib/core/form'

export type PlainShellProps = {
  /** Who is signed in; without it the bar has no account part. */
  email?: string | undefined
  /** Ends the session. */
  signOut?: FormAction | undefined
  /** The screen on show, marked in the bar. */
  here?: 'add' | 'docs' | undefined
  /** What stands on the desk: the form, or the whole screen when there is no sheet. */
  children: ReactNode
  /** What stands on the sheet: beside the form on a wide screen, below it on a phone. */
  sheet?: ReactNode
}

/** The frame of the server-rendered screens: one bar, then desk and sheet over the whole width. */
export function PlainShell({ email, signOut, here, children, sheet }: PlainShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b border-line pt-[env(safe-area-inset-top)]">
        <div
          className={`grid grid-cols-[1fr_auto_auto] items-center sm:flex sm:min-h-14 sm:gap-x-2 ${sides}`}
        >
          <div className="sm:mr-auto">
            <Wordmark crowded />
          </div>
          <nav aria-label="Main" className="flex items-center sm:gap-1">
            <BarLink href="/add/plain" icon={Plus} here={here === 'add'}>
              Add expense
            </BarLink>{' '}
            <BarLink href="/docs" icon={BookOpen} here={here === 'docs'}>
              API reference
            </BarLink>
          </nav>
          {email && signOut && (
            <>
              <p className="order-last col-span-3 -mt-1.5 truncate pb-2.5 pl-8 text-xs text-ink-soft sm:order-none sm:mt-0 sm:max-w-64 sm:border-l sm:border-line sm:py-2.5 sm:pl-4 sm:text-sm">
                {email}
              </p>
              <SignOutForm action={signOut} />
            </>
          )}
        </div>
      </header>
      {sheet ? (
        <main className="flex grow flex-col lg:grid lg:grid-cols-[minmax(26rem,30rem)_minmax(0,1fr)]">
          <div className="lg:max-h-dvh lg:sticky lg:top-0 lg:overflow-y-auto">
            <div className={`pt-5 pb-8 lg:py-8 ${sides}`}>{children}</div>
          </div>
          <div
            className={`flex grow flex-col border-t border-line bg-sheet pt-5 pb-[max(2rem,env(safe-area-inset-bottom))] lg:border-t-0 lg:border-l lg:px-16 lg:py-8 ${sides}`}
          >
            <div className="flex max-w-4xl grow flex-col">{sheet}</div>
          </div>
        </main>
      ) : (
        <main className="grow">{children}</main>
      )}
    </div>
  )
}

const sides = 'px-sides lg:px-10'

type BarLinkProps = { href: string; icon: typeof Plus; here: boolean; children: ReactNode }

function BarLink({ href, icon: Icon, here, children }: BarLinkProps) {
  return (
    <a
      href={href}
      aria-current={here ? 'page' : undefined}
      className={buttonClass('quiet', 'aria-[current]:text-ink max-sm:min-w-11')}
    >
      <Icon strokeWidth={1.75} className="size-5 sm:size-4" />
      <span className="max-sm:sr-only">{children}</span>
    </a>
  )
}
