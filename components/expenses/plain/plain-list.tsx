import { ChevronLeft, ChevronRight } from 'lucide-react'
import { CategoryIcon } from '@/components/parts/category/category-icon'
import { Money } from '@/components/ui/money'
import type { Money as Amount } from '@/lib/core/money'
import { PlainEmpty } from './plain-empty'
import { PlainSums, type PlainSums as PlainSumsOfMonth } from './plain-sums'

export type PlainItem = {
  id: string
  note: string
  category: { name: string; icon: string; color: string }
  /** Minor units; negative is a refund. */
  amount: number
  currency: string
}

/** The expenses of one date; `label` is what people call it ("Today", "Mon 23 Nov"). */
export type PlainDay = { date: string; label: string; total: Amount; items: readonly PlainItem[] }

export type PlainListProps = {
  /** Newest first, as the items within each. */
  days: readonly PlainDay[]
  locale: string
  /** What the total counts, such as "November 2026". */
  monthLabel: string
  monthTotal: Amount
  older?: PlainPageLink | undefined
  newer?: PlainPageLink | undefined
  /** Whether nothing was ever written down here; an empty month alone says something else. */
  isFirst?: boolean
  sums?: PlainSumsOfMonth | undefined
}

export type PlainPageLink = { href: string; label: string }

/** A month on one sheet: its total, then its days; every figure ends on the same right edge. */
export function PlainList(props: PlainListProps) {
  const { days, locale, monthLabel, monthTotal, older, newer, isFirst = true, sums } = props
  // Ten figures and more would not fit a small phone.
  const totalSize = Math.abs(monthTotal.amount) < 10 ** 9 ? 'text-2xl' : 'text-xl sm:text-2xl'
  return (
    <section aria-labelledby="month-heading" className="flex grow flex-col">
      <div className="flex items-center justify-between gap-4">
        <h2 id="month-heading" className="text-lg font-bold tracking-tight">
          {monthLabel}
        </h2>
        {(older || newer) && (
          <nav aria-label="Months" className="-mr-2 flex sm:gap-2">
            {older && <PageLink link={older} side="left" />}{' '}
            {newer && <PageLink link={newer} side="right" />}
          </nav>
        )}
      </div>
      <p className="mt-1 border-b-4 border-double border-line pb-4">
        <span className="sr-only">Spent: </span>
        <Money
          value={monthTotal}
          locale={locale}
          look="total"
          className={`font-medium tracking-tight ${totalSize}`}
        />
      </p>
      {sums && <PlainSums {...sums} locale={locale} />}
      {days.length === 0 ? (
        <PlainEmpty isFirst={isFirst} monthLabel={monthLabel} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)_auto]">
          {days.map((day) => (
            <Day key={day.date} day={day} locale={locale} />
          ))}
        </div>
      )}
    </section>
  )
}

function PageLink({ link, side }: { link: PlainPageLink; side: 'left' | 'right' }) {
  return (
    <a
      href={link.href}
      className="flex min-h-11 min-w-11 items-center justify-center gap-1 rounded-control px-2 text-sm font-medium text-ink-soft transition-colors hover:text-ink"
    >
      {side === 'left' && <ChevronLeft size={20} strokeWidth={1.75} />}
      <span className="max-sm:sr-only">{link.label}</span>
      {side === 'right' && <ChevronRight size={20} strokeWidth={1.75} />}
    </a>
  )
}

/** The rows share the columns of the whole list, so that the rule before the figures runs down unbroken. */
function Day({ day, locale }: { day: PlainDay; locale: string }) {
  const heading = `day-${day.date}`
  return (
    <section aria-labelledby={heading} className="col-span-2 grid grid-cols-subgrid">
      <h3
        id={heading}
        className="col-span-2 grid grid-cols-subgrid items-stretch border-b border-line text-sm font-medium text-ink-soft"
      >
        <span className="pt-5 pb-2">{day.label}</span>{' '}
        <span className={`${figureCell} items-end pt-5 pb-2`}>
          <Money value={day.total} locale={locale} />
        </span>
      </h3>
      <ul aria-labelledby={heading} className="col-span-2 grid list-none grid-cols-subgrid">
        {day.items.map((item) => (
          <Item key={item.id} item={item} locale={locale} />
        ))}
      </ul>
    </section>
  )
}

const figureCell = 'flex justify-end border-l border-line pl-4 sm:pl-10'

function Item({ item, locale }: { item: PlainItem; locale: string }) {
  const { category, note } = item
  const refund = item.amount < 0
  const second = [note && category.name, refund && 'Refund'].filter(Boolean).join(' · ')
  return (
    <li className="col-span-2 grid min-h-16 grid-cols-subgrid border-b border-line">
      <div className="flex min-w-0 items-center gap-3 py-2 pr-3">
        <CategoryIcon icon={category.icon} color={category.color} />
        <div className="min-w-0">
          <div className="line-clamp-2 [overflow-wrap:anywhere]">{note || category.name}</div>
          {second && <div className="truncate text-sm text-ink-soft">{second}</div>}
        </div>
      </div>{' '}
      <div className={`${figureCell} items-center`}>
        <Money
          value={{ amount: item.amount, currency: item.currency }}
          locale={locale}
          className={refund ? 'text-ok' : ''}
        />
      </div>
    </li>
  )
}
