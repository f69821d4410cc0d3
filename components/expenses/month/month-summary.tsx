'use client'

import { CircleHelp } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { useHere } from '@/components/parts/here'
import { latePart } from '@/components/parts/screen/late-part'
import { WalletField } from '@/components/parts/wallet/wallet-field'
import { Money } from '@/components/ui/money'
import { comparison } from '@/components/words/comparison'
import { shortDate } from '@/components/words/date-words'
import { byDay } from '@/components/words/pace-words'
import type { InQuestion } from '@/lib/client/hooks/conflicts'
import type { Month } from '@/lib/client/hooks/expenses'
import { usePreferences } from '@/lib/client/hooks/preferences'
import { whenIdle } from '@/lib/client/page/idle'
import { onDevice } from '@/lib/client/page/kept-values'
import { addDays } from '@/lib/core/dates'
import type { Row } from '@/lib/domain/entities'
import { monthSoFar, pastPace } from './months'
import { newsKey } from './news-key'

// Nobody needs these to begin.
const idle = () => new Promise<void>(whenIdle)
const MonthPace = latePart(async () => {
  await idle()
  return (await import('./month-pace')).MonthPace
})
const MonthNews = latePart(async () => {
  await idle()
  return (await import('./month-news')).MonthNews
})

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
  const [at, setAt] = useState<number>()
  const [hasNews] = useState(() => onDevice.read(newsKey) !== null)
  const last = useMemo(
    () => pastPace(months, { from: since, to: addDays(from, -1) }),
    [months, since, from],
  )
  const day = at ?? days.length - 1
  const read = [days[day], last[day]].map((spent, which) => {
    const date = addDays(which === 0 ? from : since, day)
    return spent !== undefined && byDay(date, spent, wallet.currency, locale)
  })
  const readWords = read.filter(Boolean).join('; ')
  // Ten figures and more would not fit a small phone.
  const size = Math.abs(total) < 10 ** 9 ? 'text-2xl' : 'text-xl sm:text-2xl'
  return (
    <div className="flex-none border-b-4 border-double border-line px-sides pt-1 pb-4 lg:px-8">
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
      <div className="flex flex-wrap items-end justify-between gap-x-5 gap-y-3">
        <p>
          <span className="sr-only">Spent this month: </span>
          <Money
            value={{ amount: total, currency: wallet.currency }}
            locale={locale}
            look="total"
            className={`block font-medium tracking-tight ${size}`}
          />
        </p>
        <div className="h-11 min-w-28 max-w-62 grow basis-28">
          {Boolean(total) && (
            <MonthPace
              key={`${wallet.id} ${from}`}
              now={days}
              other={last}
              {...{ from, wallet, wallets, at }}
              onAt={setAt}
              words={readWords}
            />
          )}
        </div>
      </div>
      <p className={`mt-1 min-h-5 text-sm text-ink-soft ${hasNews ? 'max-sm:min-h-10' : ''}`}>
        {at === undefined ? words : readWords}
        {at === undefined && <MonthNews isFirst={!words} {...{ wallet, wallets }} />}
      </p>
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
  )
}

function touches({ dates }: InQuestion, { from, to }: { from: string; to: string }): boolean {
  return [...dates].some((date) => date >= from && date <= to)
}
