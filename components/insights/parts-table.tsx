import Link from 'next/link'
import { useHere } from '@/components/parts/here'
import { InlineSelect } from '@/components/ui/inline-select'
import { Money } from '@/components/ui/money'
import { SignedMoney } from '@/components/ui/signed-money'
import { asSum, type Sum } from '@/lib/core/money'
import type { Compared } from '@/lib/domain/summaries/figures'
import type { Parting } from './insights-address'
import type { Figures } from './insights-figures'
import { LeaveOut } from './leave-out'

/** A part as the page shows it: what it is called, and where its rows are. */
export type NamedPart = Compared & {
  name: string
  /** Of a category. */
  color?: string
  /** Each place where its rows are, by what that is called. */
  places: readonly { href: string; label: string }[]
  /** By which it is left out. */
  id?: string
}

type Props = {
  figures: Pick<Figures, 'total' | 'before' | 'difference'>
  parts: readonly NamedPart[]
  parting: Parting
  currency: string
  /** What the sums beside are called. */
  beforeName: string
  onPart: (parting: Parting) => void
  onLeaveOut: (id: string) => void
}

const partings: readonly { value: Parting; label: string }[] = [
  { value: 'category', label: 'by category' },
  { value: 'note', label: 'by note' },
  { value: 'weekday', label: 'by weekday' },
]

const cell = 'py-3 text-end whitespace-nowrap print:py-1.5'
const head = 'py-2 text-sm font-medium text-ink-soft'

/** Where the money went: a row for each part, whose rule is its bar, beside what it was before. */
export function PartsTable(props: Props) {
  const { figures, parts, parting, currency, beforeName, onPart, onLeaveOut } = props
  const { locale } = useHere()
  const most = Math.max(1, ...parts.map(({ now }) => asSum(now.total) || 0))
  const money = (sum: Sum) => <Money value={{ amount: asSum(sum), currency }} locale={locale} />
  const change = (sum: Sum) => (
    <SignedMoney value={{ amount: asSum(sum), currency }} locale={locale} />
  )
  const { total, before, difference } = figures
  const beside = (sum: Sum) => (before ? money(sum) : '')
  return (
    <div className="@container">
      <table className="w-full border-collapse">
        <caption className="sr-only">{captions[parting]}</caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={`${head} text-start`}>
              Where it went{' '}
              <InlineSelect label="Parts" value={parting} options={partings} onChange={onPart} />
            </th>
            <th scope="col" className={`${head} text-end`}>
              Now
            </th>
            <th scope="col" className={`${head} ps-4 text-end max-sm:hidden`}>
              {beforeName}
            </th>
            <th scope="col" className={`${head} ps-4 text-end @max-[18rem]:hidden`}>
              Change
            </th>
            <td className="w-11 print:hidden" />
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.key} className="group relative">
              <th
                scope="row"
                className="py-3 text-start font-normal [overflow-wrap:anywhere] print:py-1.5"
              >
                <PartName {...part} />
                <span aria-hidden="true" className="absolute inset-x-0 bottom-0 h-px bg-line">
                  <span
                    data-color={part.color ?? 'slate'}
                    className="category-tint category-rule absolute start-0 bottom-0"
                    style={{ width: `${(Math.max(0, asSum(part.now.total) || 0) / most) * 100}%` }}
                  />
                </span>
              </th>
              <td className={cell}>{money(part.now.total)}</td>
              <td className={`${cell} ps-4 text-ink-soft max-sm:hidden`}>
                {beside(part.before.total)}
              </td>
              <td className={`${cell} ps-4 text-ink-soft @max-[18rem]:hidden`}>
                {before && change(part.difference)}
              </td>
              <td className="print:hidden">
                {part.id && <LeaveOut what={part.name} onPress={() => onLeaveOut(part.id ?? '')} />}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t-4 border-double border-line font-medium">
            <th scope="row" className="py-3 text-start">
              Total
            </th>
            <td className={cell}>{money(total.total)}</td>
            <td className={`${cell} ps-4 max-sm:hidden`}>{before && money(before.total)}</td>
            <td className={`${cell} ps-4 @max-[18rem]:hidden`}>
              {difference !== undefined && change(difference)}
            </td>
            <td className="print:hidden" />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

const captions: Record<Parting, string> = {
  category: 'By category',
  note: 'By note',
  weekday: 'By weekday',
}

function PartName({ name, places }: NamedPart) {
  const [only, ...more] = places
  if (!only) return <span dir="auto">{name}</span>
  if (more.length === 0) {
    return (
      <Link
        href={only.href}
        dir="auto"
        className="rounded-control after:absolute after:inset-0 group-hover:text-accent"
      >
        {name}
      </Link>
    )
  }
  return (
    <>
      <span dir="auto">{name}</span>
      <span className="mt-0.5 flex flex-wrap gap-x-3 text-sm">
        {places.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            dir="auto"
            aria-label={`${name} in ${label}`}
            className="inline-flex items-center rounded-control text-ink-soft underline decoration-edge underline-offset-4 hover:text-accent pointer-coarse:min-h-11"
          >
            {label}
          </Link>
        ))}
      </span>
    </>
  )
}
