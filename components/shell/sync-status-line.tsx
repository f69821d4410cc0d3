'use client'

import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Clock,
  CloudOff,
  type LucideIcon,
} from 'lucide-react'
import Link from 'next/link'
import { type SyncStatus, useSyncStatus } from '@/lib/client/hooks/status'

const looks: Record<SyncStatus['kind'], { icon: LucideIcon; className: string }> = {
  loading: { icon: CircleDashed, className: 'text-ink-soft' },
  saved: { icon: CircleCheck, className: 'text-ok' },
  waiting: { icon: Clock, className: 'text-warn' },
  offline: { icon: CloudOff, className: 'text-ink-soft' },
  attention: { icon: CircleAlert, className: 'text-danger' },
}

const linkClass = 'pointer-events-auto py-3 font-medium text-ink underline underline-offset-4'

/**
 * The state of syncing in words, in one place of each layout: at the end of the top line on a phone, above sheets
 * too, and at the foot of the side bar on a desktop.
 */
export function SyncStatusLine() {
  const { kind, text, href } = useSyncStatus()
  const { icon: Icon, className } = looks[kind]
  return (
    <div
      role="status"
      className="pointer-events-none fixed top-[env(safe-area-inset-top)] right-[max(1.25rem,env(safe-area-inset-right))] z-40 flex h-[calc(3.5rem-var(--spacing-status)*0.4)] w-[max(min(52vw,100vw-11.5rem),min(100vw-2.5rem,var(--spacing-status)*1000))] items-center justify-end text-sm text-ink-soft lg:top-auto lg:right-auto lg:bottom-4 lg:left-[max(1.5rem,env(safe-area-inset-left))] lg:h-11 lg:w-[min(11rem,17.2vw)] lg:justify-start"
    >
      {/* Other words take the place of these; they are not these words, moved. */}
      <span key={href ?? text} className="flex min-w-0 items-center gap-2 lg:items-start">
        <Icon size={16} strokeWidth={1.75} className={`flex-none lg:mt-0.5 ${className}`} />
        <span
          className={`min-w-0 text-balance ${text.length > 48 ? 'line-clamp-3 text-xs leading-4' : 'line-clamp-2'}`}
        >
          {href === '/inbox' ? (
            <Link href={href} className={linkClass}>
              {text}
            </Link>
          ) : href ? (
            <a href={href} className={linkClass}>
              {text}
            </a>
          ) : (
            text
          )}
        </span>
      </span>
    </div>
  )
}
