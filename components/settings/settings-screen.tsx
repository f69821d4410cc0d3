'use client'

import { ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import { ScreenFrame } from '@/components/parts/screen/screen-frame'
import { showShortcuts } from '@/components/parts/screen/single-keys'
import { TextLink, textLinkClass } from '@/components/ui/text-link'
import { useHeldCount, useNeedingCount } from '@/lib/client/hooks/conflicts'
import { useDevice, useKeepsData } from '@/lib/client/hooks/device'
import { useSyncStatus } from '@/lib/client/hooks/status'
import type { AppPage } from '@/lib/core/app-pages'
import { ExportPart } from './export-part'
import { InstallLine } from './install-line'
import { LinePlace, Part } from './part'
import { SignOut } from './sign-out'

/** Who is signed in, how this device stands, and the way out. */
export function SettingsScreen() {
  const device = useDevice()
  const { kind, text, waiting } = useSyncStatus()
  const keeps = useKeepsData()
  const needing = useNeedingCount()
  const held = useHeldCount()
  return (
    <ScreenFrame title="Settings">
      <Part title="Inbox">
        <Way href="/inbox">{inboxWords(needing, held)}</Way>
      </Part>
      <Part title="Account">
        {device.state === 'ready' ? (
          <p className="[overflow-wrap:anywhere]">
            {device.account.name && <span>{device.account.name}</span>}
            {device.account.name && ' · '}
            <span>{device.account.email}</span>
          </p>
        ) : (
          <LinePlace />
        )}
        <Way href="/settings/account">Name, email and password</Way>
      </Part>
      <Part title="Preferences">
        <Way href="/settings/preferences">Region, months, theme and wallet</Way>
      </Part>
      <Part title="Devices">
        <Way href="/settings/devices">Where you are signed in</Way>
      </Part>
      <Part title="This device">
        <p>{text}</p>
        <p className={`text-ink-soft ${kind === 'loading' ? 'invisible' : ''}`}>
          {waitingWords(waiting)}
        </p>
        {!keeps && (
          <p className="text-pretty text-ink-soft">
            Your data goes from this device when the browser is closed.
          </p>
        )}
        <InstallLine />
      </Part>
      <Part title="Categories">
        <Way href="/settings/categories">Edit categories</Way>
      </Part>
      <Part title="Deleted expenses">
        <Way href="/settings/trash">Trash</Way>
      </Part>
      <ExportPart />
      <Part title="Keyboard">
        <button
          type="button"
          onClick={() => document.dispatchEvent(new Event(showShortcuts))}
          className={textLinkClass}
        >
          Shortcuts, and turning single keys off
        </button>
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

function Way({ href, children }: { href: AppPage; children: string }) {
  return (
    <p className="pointer-coarse:-my-2">
      <Link href={href} className={textLinkClass}>
        {children}
      </Link>
    </p>
  )
}

function inboxWords(needing: number, held: number): string {
  if (needing > 0) return `${needing} to decide`
  return held > 0 ? `${held} to look at` : 'Nothing to decide'
}

function waitingWords(waiting: number): string {
  if (waiting === 0) return 'No change waits to be sent.'
  if (waiting === 1) return '1 change waits to be sent.'
  return `${waiting} changes wait to be sent.`
}
