'use client'

import { CircleHelp } from 'lucide-react'
import Link from 'next/link'
import { useHere } from '@/components/parts/here'
import { WalletField } from '@/components/parts/wallet/wallet-field'
import { Money } from '@/components/ui/money'
import { comparison } from '@/components/words/comparison'
import { shortDate } from '@/components/words/date-words'
import type { InQuestion } from '@/lib/client/hooks/conflicts'
import type { Month } from '@/lib/client/hooks/expenses'
import { usePreferences } from '@/lib/client/hooks/preferences'
import { daysBetween } from '@/lib/core/dates'
import type { Row } from '@/lib/domain/entities'
import { monthSoFar } from './months'

type Props = {
  months: readonly Month[]
  wallet: Row<'wallet'>
  wallets: readonly Row<'wallet'>[]
  onWallet: (id: string) => void
  inQuestion: InQuestion
  /** The date below which expenses are still on their way to this device, if some are. */
  horizon: string | null | undefined
}

/** The month so far: its total first, how it compares with last month, and how it grew. */
export function MonthSummary({ months, wallet, wallets, onWallet, ...props }: Props) {
  const { inQuestion, horizon } = props
  const { today = '', locale } = useHere()
  const { monthStartsOn } = usePreferences()
  const { from, to, since, total, sum, days, before } = monthSoFar(months, today, monthStartsOn)
  const compared = before && comparison(sum, before.sum)
  const words =
    horizon && horizon >= since
      ? 'Still loading older expenses'
      : compared && `${compared} ${shortDate(before.date, locale)}`
  // Ten figures and more would not fit a small phone.
  const size = Math.abs(total) < 10 ** 9 ? 'text-2xl' : 'text-xl sm:text-2xl'
  return (
    <div className="flex-none border-b-4 border-double border-line px-sides pt-1 pb-5 lg:px-8">
      {wallets.length > 1 && (
        <WalletField
          id="wallet"
          bare
          className="mb-4 max-w-64"
          value={wallet.id}
          wallets={wallets}
          onChange={onWallet}
        />
      )}
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4">
        <div>
          <p>
            <span className="sr-only">Spent this month: </span>
            <Money
              value={{ amount: total, currency: wallet.currency }}
              locale={locale}
              look="total"
              className={`block font-medium tracking-tight ${size}`}
            />
          </p>
          {words && <p className="mt-1 text-sm text-ink-soft">{words}</p>}
          {touches(inQuestion, { from, to }) && (
            <Link
              href="/inbox"
              className="mt-1 inline-flex min-h-8 items-center gap-1.5 rounded-control text-sm font-medium text-warn underline decoration-1 underline-offset-4 pointer-coarse:min-h-11"
            >
              <CircleHelp size={16} strokeWidth={1.75} />
              Review what is in question
            </Link>
          )}
        </div>
        {Boolean(total) && <Bars days={days} slots={daysBetween({ from, to })} />}
      </div>
    </div>
  )
}

function touches({ dates }: InQuestion, { from, to }: { from: string; to: string }): boolean {
  return [...dates].some((date) => date >= from && date <= to)
}

/** A bar for each day so far, as high as what had been spent by then; today's in the accent. */
function Bars({ days, slots }: { days: readonly number[]; slots: number }) {
  const most = Math.max(1, ...days)
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${slots * 8 - 2} 44`}
      preserveAspectRatio="xMinYMax meet"
      className="h-11 w-full max-w-62 flex-none sm:w-62"
    >
      {days.map((sum, index) => {
        const height = Math.max(1, Math.round((Math.max(0, sum) / most) * 44))
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the day
            key={index}
            x={index * 8}
            y={44 - height}
            width={6}
            height={height}
            rx={1}
            className={index === days.length - 1 ? 'fill-accent' : 'fill-line'}
          />
        )
      })}
    </svg>
  )
}
