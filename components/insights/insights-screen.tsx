'use client'

import { useSearchParams } from 'next/navigation'
import { Suspense, useMemo } from 'react'
import { useHere } from '@/components/parts/here'
import { ScreenFrame } from '@/components/parts/screen/screen-frame'
import { WalletField } from '@/components/parts/wallet/wallet-field'
import { LedgerLines } from '@/components/ui/ledger-lines'
import { Money } from '@/components/ui/money'
import { comparison } from '@/components/words/comparison'
import { shortDate } from '@/components/words/date-words'
import { periodWords } from '@/components/words/period-words'
import { useWallets } from '@/lib/client/hooks/wallets'
import type { Days } from '@/lib/core/dates'
import { asSum } from '@/lib/core/money'
import { insightsAddress, type Shown, shownOf } from './insights-address'
import { Largest } from './largest'
import { LeftOut } from './left-out'
import { Months } from './months'
import { PaceLine } from './pace-line'
import { PeriodChoice } from './period-choice'
import { type Insights, useInsights, useMonths } from './use-insights'
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
  const shown = useMemo(() => today && shownOf(query, today), [query, today])
  if (!today || !shown) return null
  // The router follows what has no state of its own in it, and asks no server.
  const show = (next: Partial<Shown>) =>
    window.history.replaceState(null, '', insightsAddress({ ...shown, ...next }, today))
  return <Period shown={shown} today={today} onShow={show} />
}

type Props = { shown: Shown; today: string; onShow: (shown: Partial<Shown>) => void }

function Period({ shown, today, onShow }: Props) {
  const { locale } = useHere()
  const wallets = useWallets()
  const insights = useInsights(shown, today)
  const { wallet, choose, categories, figures, left, period, now } = insights
  const { monthStartsOn: startsOn } = insights.begins
  const months = useMonths(insights, shown, today)
  const name = (days: typeof period) => periodWords(days, shown.kind, { today, startsOn, locale })
  const several = (wallets?.length ?? 0) > 1
  const { without } = shown
  const leaveOut = (id: string) => onShow({ without: [...without, id] })
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
      {wallet && categories && figures && left ? (
        <>
          <Heading insights={insights} shown={shown} name={name} onShow={onShow} />
          <LeftOut
            without={without}
            categories={categories}
            expenses={left}
            onBack={(id) => onShow({ without: without.filter((one) => one !== id) })}
          />
          {figures.parts.length > 0 ? (
            <>
              <PaceLine
                key={`${period.from} ${insights.other.from}`}
                pace={figures.pace}
                now={now}
                other={insights.other}
                currency={wallet.currency}
                names={{ now: name(period), other: name(insights.other) }}
              />
              <WhereItWent
                {...figures}
                {...{ wallet, several, categories }}
                beforeName={beforeName(insights, name, locale)}
                days={now}
                onLeaveOut={leaveOut}
              />
            </>
          ) : (
            <p className="border-t border-line py-6 text-pretty text-ink-soft">
              Nothing was spent here, nor in the time before that it compares with. Another period
              may hold more.
            </p>
          )}
          <Largest {...{ wallet, categories, today, without }} days={now} onLeaveOut={leaveOut} />
          {months && (
            <Months
              {...months}
              {...{ shown, period, today, startsOn }}
              isLoading={Boolean(
                insights.horizon && insights.horizon >= (months.months[0]?.from ?? ''),
              )}
              currency={wallet.currency}
            />
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

type Name = (days: Days) => string

function beforeName({ isCut, before }: Insights, name: Name, locale: string): string {
  return isCut ? `By ${shortDate(before.to, locale)}` : name(before)
}

type HeadingProps = {
  insights: Insights
  shown: Shown
  name: Name
  onShow: (shown: Partial<Shown>) => void
}

function Heading({ insights, shown, name, onShow }: HeadingProps) {
  const { locale } = useHere()
  const { wallet, figures, horizon, before, isCut } = insights
  if (!wallet || !figures) return null
  const [sum, earlier] = [asSum(figures.total.total), asSum(figures.before.total)]
  const { currency } = wallet
  const compared = comparison(sum, earlier, isCut ? 'by' : 'in')
  const day =
    shown.beside === 'year'
      ? `${shortDate(before.to, locale)} ${before.to.slice(0, 4)}`
      : shortDate(before.to, locale)
  const until = isCut ? day : name(before)
  const turn = shown.beside === 'year' ? 'before' : 'year'
  return (
    <div className="pt-3 pb-4">
      <p>
        <span className="sr-only">Spent: </span>
        <Money
          value={{ amount: sum, currency }}
          locale={locale}
          look="total"
          className="block text-2xl font-medium tracking-tight"
        />
      </p>
      {horizon && horizon >= before.from ? (
        <p className="mt-1 text-sm text-ink-soft">Still loading older expenses</p>
      ) : (
        <p className="mt-1 text-sm text-ink-soft">
          {compared ? `${compared} ` : 'Beside '}
          {shown.kind === 'year' ? (
            until
          ) : (
            <button
              type="button"
              onClick={() => onShow({ beside: turn })}
              className="rounded-control text-ink underline decoration-edge underline-offset-4 transition-colors pointer-coarse:-my-3 pointer-coarse:min-h-11 hover:decoration-accent"
            >
              {until}
              <span className="sr-only">
                , compare with {turn === 'year' ? 'a year earlier' : `the ${shown.kind} before`}
              </span>
            </button>
          )}
        </p>
      )}
      {figures.planned.count > 0 && (
        <p className="mt-1 text-sm text-ink-soft">
          Without what is planned:{' '}
          <Money value={{ amount: asSum(figures.planned.total), currency }} locale={locale} />
        </p>
      )}
    </div>
  )
}
