import Link from 'next/link'
import { useHere } from '@/components/parts/here'
import { InlineSelect } from '@/components/ui/inline-select'
import { Money } from '@/components/ui/money'
import { comparison } from '@/components/words/comparison'
import { shortDate } from '@/components/words/date-words'
import type { Days } from '@/lib/core/dates'
import { asSum } from '@/lib/core/money'
import type { Figure } from '@/lib/domain/summaries/figures'
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
  const { lens, byCategory: figures, isLoading, begins, shown } = insights
  const { isCut } = insights.spans
  const sum = asSum(figures.total.total)
  const { before } = figures
  const { currency } = lens
  const isUsual = shown.beside === 'usual'
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
        {leadOf(sum, before, isUsual, isCut)}{' '}
        <InlineSelect
          label="Compare with"
          value={shown.beside}
          options={choices.map((value) => ({ value, label: labelOf(value) }))}
          onChange={(beside) => onShow({ beside })}
        />
        {isUsual && before && isCut && ' by now'}
        {!before &&
          (isUsual ? ': that can be said once three of them are over' : ', which is left out')}
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

/** How a total compares, up to what it is compared with. */
function leadOf(sum: number, before: Figure | undefined, isUsual: boolean, isCut: boolean): string {
  if (!before) return 'Beside'
  const earlier = asSum(before.total)
  const word = isUsual ? '' : isCut ? 'by' : 'in'
  const compared = comparison(sum, earlier, word)
  if (compared) return compared.trimEnd()
  if (isUsual) return earlier === 0 ? 'Nothing is' : 'Beside'
  return before.count === 0 ? `Nothing was spent ${word}` : 'Beside'
}

/** What of a total is not sure yet: what the server does not have, and what somebody is to decide. */
function NotSure({ insights: { spans, unsent, asked } }: { insights: Insights }) {
  const { now, before } = spans
  const isAsked = [...asked].some((date) => {
    return (date >= now.from && date <= now.to) || (date >= before.from && date <= before.to)
  })
  return (
    <>
      {unsent > 0 && (
        <p className="mt-1 text-sm text-ink-soft">
          Includes {unsent} that {unsent === 1 ? 'is' : 'are'} not sent yet
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
