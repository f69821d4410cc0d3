'use client'

import { type CSSProperties, type RefObject, useEffect, useMemo } from 'react'
import { useHere } from '@/components/parts/here'
import { useHoldBack } from '@/components/parts/screen/use-hold-back'
import { dayWords } from '@/components/words/date-words'
import { useCategories } from '@/lib/client/hooks/categories'
import type { InQuestion } from '@/lib/client/hooks/conflicts'
import { useDayRows, useHorizon, useRowsOf } from '@/lib/client/hooks/expenses'
import type { Found } from '@/lib/client/hooks/search'
import { useUnsent } from '@/lib/client/hooks/status'
import { formatMoney, tooLarge } from '@/lib/core/money'
import type { Row } from '@/lib/domain/entities'
import { endAskingAhead } from './ask-ahead'
import type { SummedDays } from './day-list'
import { type DayContext, DaySection, headingOf } from './day-section'
import { type DayLayout, datesToRead, heightOf, inText, visibleDays } from './windowing'

type Props = {
  list: RefObject<HTMLDivElement | null>
  wallet: Row<'wallet'>
  layout: DayLayout<SummedDays>
  /** The part in view, in pixels of the list. */
  top: number
  bottom: number
  openId: string | null
  inQuestion: InQuestion
  /** What stands on the days, where they are not all expenses of theirs. */
  found: Found | undefined
  selected: ReadonlyMap<string, number> | undefined
  onChoose: (expense: Row<'expense'>, toHere: boolean) => void
}

const drawnBeyond = 640

const none: ReadonlySet<string> = new Set()
const noCategories: ReadonlyMap<string, Row<'category'>> = new Map()

/** The days of a wallet, as long as they are many: only those near the view are drawn and read. */
export function HistoryList({ list, wallet, layout, top, bottom, ...rest }: Props) {
  const { today = '', locale } = useHere()
  const { openId, inQuestion, found, selected, onChoose } = rest
  const walletId = wallet.id
  const [from, to] = datesToRead(layout, top, bottom)
  const all = useDayRows(found ? undefined : walletId, from, to)
  const some = useFoundRows(walletId, found, from, to)
  const rows = found ? some : all
  useHoldBack(rows !== undefined)
  useEffect(() => {
    if (rows) endAskingAhead()
  }, [rows])
  const categories = useCategories(walletId) ?? noCategories
  const horizon = useHorizon(walletId)
  const unsent = useUnsent()
  const { currency } = wallet
  const figures = useMemo(
    () => widest(layout.days.sums, currency, locale),
    [layout, currency, locale],
  )
  const context = useMemo<DayContext>(
    () => ({ currency, categories, inQuestion, openId, selected, onChoose }),
    [currency, categories, inQuestion, openId, selected, onChoose],
  )
  return (
    <>
      <div
        ref={list}
        data-wallet={walletId}
        className="relative flex-none"
        style={{ height: inText(heightOf(layout)), '--figures': figures } as CSSProperties}
      >
        {visibleDays(layout, top - drawnBeyond, bottom + drawnBeyond).map((seen) => {
          const day = layout.days.at(seen.index)
          const ofDay = day && rows?.get(day.date)
          return (
            day && (
              <section
                key={day.date}
                aria-labelledby={headingOf(day.date)}
                className="absolute inset-x-0"
                style={{ top: inText(seen.top) }}
              >
                <DaySection
                  date={day.date}
                  label={dayWords(day.date, today, locale)}
                  sum={day.sum}
                  count={day.count}
                  firstRow={seen.firstRow}
                  endRow={seen.endRow}
                  rows={ofDay}
                  unsent={ofDay?.some(({ id }) => unsent.has(id)) ? unsent : none}
                  context={context}
                />
              </section>
            )
          )
        })}
      </div>
      {horizon ? (
        <p className="px-sides py-6 text-sm text-ink-soft lg:px-8">Still loading older expenses</p>
      ) : (
        <div className="h-10 flex-none" />
      )}
    </>
  )
}

/** The rows of the days in view of what a search found, in its order. */
function useFoundRows(
  walletId: string,
  found: Found | undefined,
  from: string | undefined,
  to: string | undefined,
): ReadonlyMap<string, Row<'expense'>[]> | undefined {
  const { days, ids } = useMemo(() => {
    const inView = (found?.days ?? []).filter(
      ({ date }) => from && to && date >= from && date <= to,
    )
    return { days: inView, ids: inView.flatMap((day) => day.ids) }
  }, [found, from, to])
  const rows = useRowsOf(walletId, found && ids.join(' '), ids)
  return useMemo(() => {
    if (!rows) return undefined
    // One that was found a moment ago and is gone leaves its place until the next look.
    const present = days.map(
      (day) => [day.date, day.ids.flatMap((id) => rows.get(id) ?? [])] as const,
    )
    return new Map(present)
  }, [rows, days])
}

/** The room the largest day's figure takes, in figures and the padding of its cell. */
function widest(sums: ArrayLike<number>, currency: string, locale: string): string {
  let most = 0
  // Not a number as soon as one of them is none.
  for (let index = 0; index < sums.length; index++)
    most = Math.max(most, Math.abs(sums[index] ?? 0))
  const text = Number.isNaN(most) ? tooLarge : formatMoney(most, currency, locale)
  return `calc(${text.length}ch + 0.75rem + var(--spacing-side-right))`
}
