'use client'

import { useSearchParams } from 'next/navigation'
import { Suspense, useMemo } from 'react'
import { useHere } from '@/components/parts/here'
import { ScreenFrame } from '@/components/parts/screen/screen-frame'
import { WalletField } from '@/components/parts/wallet/wallet-field'
import { LedgerLines } from '@/components/ui/ledger-lines'
import { usePreferences } from '@/lib/client/hooks/preferences'
import { useSeveralWallets } from '@/lib/client/hooks/wallets'
import { insightsAddress, type Shown, shownOf } from './insights-address'
import { PeriodChoice } from './period-choice'
import { PeriodFigures } from './period-figures'
import { periodName } from './period-name'
import { useInsights } from './use-insights'

/** Where the money went: a period of a wallet beside another one, from the device's own copy. */
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

/** What stands for all wallets of a currency where one is chosen. */
const everyWallet = ''

function Period({ shown, today, onShow }: Props) {
  const { locale } = useHere()
  const { everything, wallet, alike, isAll, choose, spans, insights } = useInsights(shown, today)
  const several = useSeveralWallets()
  // What the figures are of, until the next ones are there.
  const named = insights ?? { spans, shown }
  const { monthStartsOn: startsOn } = usePreferences()
  const here = { today, startsOn, locale }
  const name = periodName(named.spans.period, named.shown.kind, here)
  const pick = (id: string) => {
    if (id !== everyWallet) choose(id)
    if (isAll !== (id === everyWallet)) onShow({ all: id === everyWallet })
  }
  return (
    <>
      {several && (
        <div className="h-16 max-w-64 pt-4">
          {wallet && (
            <WalletField
              id="insights-wallet"
              bare
              value={isAll ? everyWallet : wallet.id}
              wallets={everything}
              {...(alike.length > 1 && { all: `All wallets · ${wallet.currency}` })}
              onChange={pick}
            />
          )}
        </div>
      )}
      <PeriodChoice {...{ shown, spans, name, today, onShow }} />
      {insights ? (
        <PeriodFigures {...{ insights, today, onShow }} several={several} />
      ) : (
        <div className="relative mt-6 min-h-112 overflow-hidden">
          <LedgerLines />
        </div>
      )}
    </>
  )
}
