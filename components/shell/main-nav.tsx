'use client'

import {
  ChartNoAxesColumn,
  Gauge,
  Inbox,
  List,
  type LucideIcon,
  Plus,
  Settings,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { MouseEvent } from 'react'
import { closePanel, isPlainClick, openPanel } from '@/components/parts/panel/panel-address'
import { useWide } from '@/components/ui/use-media'
import { Wordmark } from '@/components/ui/wordmark'
import { useHeldCount, useNeedingCount } from '@/lib/client/hooks/conflicts'
import type { AppPage } from '@/lib/core/app-pages'

const item =
  'group/link flex items-center justify-center rounded-control text-ink-soft transition-colors hover:text-ink aria-[current]:text-ink'
const place =
  'min-h-14 flex-col gap-0.5 text-[min(0.75rem,4.2vw)] leading-4 font-medium lg:min-h-11 lg:flex-row lg:justify-start lg:gap-3 lg:px-3 lg:text-base'

/** The main navigation: a bar under the thumb on a phone, a column on a desktop. It gives way to a full-screen sheet. */
export function MainNav() {
  const path = usePathname()
  const needing = useNeedingCount()
  const held = useHeldCount()
  const wide = useWide()
  const onHistory = path === '/' || path === '/add'
  const stay = (go: () => void) => (event: MouseEvent) => {
    if (!onHistory || !isPlainClick(event)) return
    event.preventDefault()
    go()
  }
  return (
    <nav
      aria-label="Main"
      className="flex-none border-t border-line bg-paper pr-[env(safe-area-inset-right)] pb-[env(safe-area-inset-bottom)] pl-[env(safe-area-inset-left)] max-lg:group-has-[[role=dialog]]/shell:invisible lg:flex lg:w-[min(14rem,22vw)] lg:flex-col lg:border-t-0 lg:py-4 lg:pl-[max(0.75rem,env(safe-area-inset-left))] lg:pr-3"
    >
      <div className="mb-6 hidden px-3 lg:block">
        <Wordmark />
      </div>
      <div className="mx-auto grid max-w-120 grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto_minmax(0,1fr)_minmax(0,1fr)] items-center gap-2 px-3 py-1 lg:mx-0 lg:flex lg:flex-col lg:items-stretch lg:gap-1 lg:p-0">
        <Place
          href="/"
          icon={List}
          here={onHistory && (path === '/' ? 'page' : 'true')}
          onClick={stay(toTheList)}
        >
          History
        </Place>
        <Place href="/insights" icon={ChartNoAxesColumn} here={path === '/insights' && 'page'}>
          Insights
        </Place>
        <Link
          href="/add"
          aria-current={path === '/add' ? 'page' : undefined}
          onClick={stay(toTheForm)}
          className="flex min-h-12 min-w-[min(4rem,18vw)] items-center justify-center gap-2 rounded-control bg-accent px-[min(1rem,4.5vw)] font-medium text-on-accent transition-colors hover:bg-accent-strong active:bg-accent-strong lg:order-last lg:mt-5 lg:min-h-11"
        >
          <Plus strokeWidth={1.75} className="size-6 lg:size-5" />
          <span className="max-sm:sr-only">Add expense</span>
        </Link>
        <Place href="/budgets" icon={Gauge} here={path === '/budgets' && 'page'}>
          Budgets
        </Place>
        {wide && (held > 0 || path === '/inbox') && (
          // Below all others, so that none moves when it comes.
          <Place
            href="/inbox"
            icon={Inbox}
            here={path === '/inbox' && 'page'}
            count={needing}
            className="order-last mt-3"
          >
            Inbox
          </Place>
        )}
        <Place
          href="/settings"
          icon={Settings}
          here={(path.startsWith('/settings') && 'page') || (!wide && path === '/inbox' && 'true')}
          count={wide ? 0 : needing}
        >
          Settings
        </Place>
      </div>
    </nav>
  )
}

type PlaceProps = {
  href: AppPage
  icon: LucideIcon
  /** The screen itself, or a screen that something of it lies over. */
  here: 'page' | 'true' | false
  onClick?: (event: MouseEvent) => void
  /** How many things there wait for a decision. */
  count?: number
  className?: string
  children: string
}

function Place({
  href,
  icon: Icon,
  here,
  onClick,
  count = 0,
  className = '',
  children,
}: PlaceProps) {
  return (
    <Link
      href={href}
      aria-current={here || undefined}
      {...(onClick && { onClick })}
      className={`relative ${item} ${place} ${here ? 'lg:bg-accent-tint' : ''} ${className}`}
    >
      <Icon
        size={20}
        strokeWidth={1.75}
        className="transition-colors group-aria-[current]/link:text-accent"
      />
      <span className="max-w-full truncate">{children}</span>
      {count > 0 && (
        <span className="absolute top-1 left-1/2 ml-1.5 min-w-5 rounded-full bg-danger px-1 text-center text-xs leading-5 font-medium tabular-nums text-paper lg:static lg:ml-auto">
          {count}
          <span className="sr-only"> to decide</span>
        </span>
      )}
    </Link>
  )
}

function toTheList() {
  closePanel()
  document.getElementById('history')?.scrollTo({ top: 0 })
}

function toTheForm() {
  openPanel('/add')
  // Already there: the one thing left to do is to type.
  document.getElementById('amount')?.focus()
}
