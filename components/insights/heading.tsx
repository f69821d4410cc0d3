import Link from 'next/link'
import { useHere } from '@/components/parts/here'
import { InlineSelect } from '@/components/ui/inline-select'
import { Money } from '@/components/ui/money'
import { comparison } from '@/components/words/comparison'
import { shortDate } from '@/components/words/date-words'
import type { Days } from '@/lib/core/dates'
import { asSum } from '@/lib/core/money'
import { within } from '@/lib/domain/summaries/cells'
import type { Besides, Shown } from './insights-address'
import { spansOf } from './spans'
import type { Insights } from './use-insights'

type Props = {
  insights: Insights
  today: string
  /** What some days are called. */
  name: (days: Days) => string
  onShow: (shown: Partial<Shown>) => void
}

/** The total of a period, and the sentence that says what it means: what it stands beside is chosen in it. */
export function Heading({ insights, today, name, onShow }: Props) {
  const { locale } = useHere()
  const { lens, byCategory: figures, isLoading, isCut, begins, shown } = insights
  const sum = asSum(figures.total.total)
  const earlier = figures.before && asSum(figures.before.total)
  const { currency } = lens
  const word = shown.beside === 'usual' ? '' : isCut ? 'by' : 'in'
  const compared = earlier === undefined ? undefined : comparison(sum, earlier, word)
  const isNothing = figures.before?.count === 0 && earlier === 0
  const labelOf = (beside: Besides) => {
    if (beside === 'usual') return 'usual'
    const { before } = spansOf({ ...shown, beside }, today, begins)
    if (!isCut) return name(before)
    const isThis = before.to.slice(0, 4) === today.slice(0, 4)
    return shortDate(before.to, locale) + (isThis ? '' : ` ${before.to.slice(0, 4)}`)
  }
  const choices: Besides[] =
    shown.kind === 'year' ? ['before', 'usual'] : ['before', 'year', 'usual']
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
      <p className="mt-1 text-sm text-ink-soft">
        {`${compared?.trimEnd() ?? (isNothing ? `Nothing was spent ${word}` : 'Beside')} `}
        <InlineSelect
          label="Compare with"
          value={shown.beside}
          options={choices.map((value) => ({ value, label: labelOf(value) }))}
          onChange={(beside) => onShow({ beside })}
        />
        {shown.beside === 'usual' && earlier !== undefined && isCut && ' by now'}
        {earlier === undefined && ': that can be said once three of them are over'}
      </p>
      {isLoading && <p className="mt-1 text-sm text-ink-soft">Still loading older expenses</p>}
      {figures.planned.count > 0 && (
        <p className="mt-1 text-sm text-ink-soft">
          Without what is planned:{' '}
          <Money value={{ amount: asSum(figures.planned.total), currency }} locale={locale} />
        </p>
      )}
      <NotSure insights={insights} />
    </div>
  )
}

/** What of a total is not sure yet: what the server does not have, and what somebody is to decide. */
function NotSure({ insights: { now, before, unsent, asked } }: { insights: Insights }) {
  const count = within(unsent, now).length
  const isAsked = [...asked].some((date) => {
    return (date >= now.from && date <= now.to) || (date >= before.from && date <= before.to)
  })
  return (
    <>
      {count > 0 && (
        <p className="mt-1 text-sm text-ink-soft">
          Includes {count} that {count === 1 ? 'is' : 'are'} not sent yet
        </p>
      )}
      {isAsked && (
        <Link
          href="/inbox"
          className="mt-1 inline-flex min-h-8 items-center rounded-control text-sm font-medium text-warn underline decoration-1 underline-offset-4 pointer-coarse:min-h-11"
        >
          Review what is in question
        </Link>
      )}
    </>
  )
}
