import type { ReactNode } from 'react'
import { HereProvider } from '@/components/parts/here'
import { Toasts } from '@/components/ui/toast/toast'
import { DeviceGate } from './device-gate'
import { FollowSettings } from './follow-settings'
import { Later } from './later'
import { MainNav } from './main-nav'
import { SyncStatusLine } from './sync-status-line'
import { UpdateNotice } from './update-notice'

/**
 * The frame of the app: navigation below on a phone and beside on a desktop, the sync status always in sight, news of
 * a new version, toasts, and launches from outside. A browser without scripts is sent to the plain form.
 */
export function AppShell({ children }: { children: ReactNode }) {
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content="0;url=/add/plain" />
        <p className="p-5">
          This page needs JavaScript.{' '}
          <a href="/add/plain" className="font-medium text-accent underline underline-offset-4">
            Use the plain form instead
          </a>
        </p>
      </noscript>
      <DeviceGate>
        <FollowSettings />
        <HereProvider>
          <div className="group/shell flex h-dvh flex-col-reverse overflow-hidden lg:flex-row print:block print:h-auto print:overflow-visible">
            <MainNav />
            <main className="relative flex min-h-0 min-w-0 grow flex-col print:block">
              {children}
            </main>
            <SyncStatusLine />
            <UpdateNotice />
            <Toasts />
            <Later />
          </div>
        </HereProvider>
      </DeviceGate>
    </>
  )
}
