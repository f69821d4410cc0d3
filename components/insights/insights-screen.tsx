'use client'

import { useSearchParams } from 'next/navigation'
import { Suspense } from 'react'
import { useHere } from '@/components/parts/here'
import { ScreenFrame } from '@/components/parts/screen/screen-frame'
import { WalletField } from '@/components/parts/wallet/wallet-field'
import { LedgerLines } from '@/components/ui/ledger-lines'
import { Money } from '@/components/ui/money'
import { comparison } from '@/components/words/comparison'
import { shortDate } from '@/components/words/date-words'
import { periodWords } from '@/components/words/period-words'
import { useWallets } from '@/lib/client/hooks/wallets'
import { asSum } from '@/lib/core/money'
import { insightsAddress, type Shown, shownOf } from './insights-address'
import { PeriodChoice } from './period-choice'
import { type Insights, useInsights } from './use-insights'
import { WhereItWent } from './where-it-went'

/** Where the money went: a period of a wallet beside the one before it, from the device's own copy. */
export function InsightsScreen() {
  return (
    <ScreenFrame title="Insights">
      {/* What the query says is known in the browser only. */}
      <Suspense fallback={<LedgerLines />}>
        <Addressed />
      </Suspense>
    </ScreenFrame>
  )
}

function Addressed() {
  const { today } = useHere()
  const query = useSearchParams()
  if (!today) return null
  // The router follows what has no state of its own in it, and asks no server.
  const show = (shown: Shown) =>
    window.history.replaceState(null, '', insightsAddress(shown, today))
  return <Period shown={shownOf(query, today)} today={today} onShow={show} />
}

type Props = { shown: Shown; today: string; onShow: (shown: Shown) => void }

function Period({ shown, today, onShow }: Props) {
  const { locale } = useHere()
  const wallets = useWallets()
  const insights = useInsights(shown, today)
  const { wallet, choose, categories, figures, period, before, now, isCut } = insights
  const context = { today, startsOn: insights.monthStartsOn, locale }
  const name = (days: typeof period) => periodWords(days, shown.kind, context)
  const several = (wallets?.length ?? 0) > 1
  const until = isCut ? shortDate(before.to, locale) : name(before)
  const beforeName = isCut ? `By ${until}` : until
  return (
    <>
      {several && wallets && wallet && (
        <WalletField
          id="insights-wallet"
          bare
          className="max-w-64 pt-4"
          value={wallet.id}
          wallets={wallets}
          onChange={choose}
        />
      )}
      <PeriodChoice
        shown={shown}
        period={period}
        name={name(period)}
        today={today}
        onShow={onShow}
      />
      {wallet && categories && figures ? (
        <>
          <Heading insights={insights} until={until} />
          {figures.parts.length > 0 ? (
            <WhereItWent {...figures} {...{ wallet, several, categories, beforeName }} days={now} />
          ) : (
            <p className="border-t border-line py-6 text-pretty text-ink-soft">
              Nothing was spent here, nor in the time before that it compares with. Another period
              may hold more.
            </p>
          )}
        </>
      ) : (
        <div className="relative mt-6 min-h-112 overflow-hidden">
          <LedgerLines />
        </div>
      )}
    </>
  )
}

function Heading({ insights, until }: { insights: Insights; until: string }) {
  const { locale } = useHere()
  const { wallet, figures, horizon, before, isCut } = insights
  if (!wallet || !figures) return null
  const [sum, earlier] = [asSum(figures.total.total), asSum(figures.before.total)]
  const { currency } = wallet
  const compared = comparison(sum, earlier, isCut ? 'by' : 'in')
  const words =
    horizon && horizon >= before.from
      ? 'Still loading older expenses'
      : compared && `${compared} ${until}`
  return (
    <div className="pt-3 pb-6">
      <p>
        <span className="sr-only">Spent: </span>
        <Money
          value={{ amount: sum, currency }}
          locale={locale}
          look="total"
          className="block text-2xl font-medium tracking-tight"
        />
      </p>
      {words && <p className="mt-1 text-sm text-ink-soft">{words}</p>}
      {figures.planned.count > 0 && (
        <p className="mt-1 text-sm text-ink-soft">
          Without what is planned:{' '}
          <Money value={{ amount: asSum(figures.planned.total), currency }} locale={locale} />
        </p>
      )}
    </div>
  )
}
