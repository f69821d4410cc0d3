'use client'

import { ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ScreenFrame } from '@/components/shell/screen-frame'
import { TextLink, textLinkClass } from '@/components/ui/text-link'
import { useDevice, useKeepsData } from '@/lib/client/hooks/device'
import { useSyncStatus } from '@/lib/client/hooks/status'
import { InstallLine } from './install-line'
import { SignOut } from './sign-out'

/** Who is signed in, how this device stands, and the way out. */
export function SettingsScreen() {
  const device = useDevice()
  const { text, waiting } = useSyncStatus()
  const keeps = useKeepsData()
  return (
    <ScreenFrame title="Settings">
      <Part title="Account">
        {device.state === 'ready' ? (
          <>
            {device.account.name && <p>{device.account.name}</p>}
            <p className={`[overflow-wrap:anywhere] ${device.account.name ? 'text-ink-soft' : ''}`}>
              {device.account.email}
            </p>
          </>
        ) : (
          <div aria-hidden="true" className="flex h-6 items-center">
            <span className="h-3 w-48 rounded-full bg-line" />
          </div>
        )}
      </Part>
      <Part title="This device">
        <p>{text}</p>
        <p className="text-ink-soft">{waitingWords(waiting)}</p>
        {!keeps && (
          <p className="text-pretty text-ink-soft">
            Your data goes from this device when the browser is closed.
          </p>
        )}
        <InstallLine />
      </Part>
      <Part title="Categories">
        <p>
          <Link href="/settings/categories" className={textLinkClass}>
            Edit categories
          </Link>
        </p>
      </Part>
      <Part title="Deleted expenses">
        <p>
          <Link href="/settings/trash" className={textLinkClass}>
            Trash
          </Link>
        </p>
      </Part>
      <Part title="For scripts">
        <p>
          <TextLink href="/docs">API reference</TextLink>
          <ArrowUpRight
            size={16}
            strokeWidth={1.75}
            className="ml-1 inline-block align-[-0.15em] text-ink-soft"
          />
        </p>
      </Part>
      <Part title="Sign out">
        <SignOut />
      </Part>
    </ScreenFrame>
  )
}

function waitingWords(waiting: number): string {
  if (waiting === 0) return 'No change waits to be sent.'
  if (waiting === 1) return '1 change waits to be sent.'
  return `${waiting} changes wait to be sent.`
}

/** One ruled line of the screen: what it is about on the left, beside it on a wide screen what there is to know. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-2 border-b border-line py-6 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <h2 className="text-sm font-medium text-ink-soft sm:pt-0.5">{title}</h2>
      <div className="min-w-0 space-y-1">{children}</div>
    </section>
  )
}
