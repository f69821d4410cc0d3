import Link from 'next/link'
import { addressOf, noFilters } from '@/components/parts/expense/filters'
import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import type { Days } from '@/lib/core/dates'
import { addUp, asSum } from '@/lib/core/money'
import type { Row } from '@/lib/domain/entities'
import type { Compared, Figure } from '@/lib/domain/summaries/figures'
import { LeaveOut } from './largest'

type Props = {
  parts: readonly Compared[]
  total: Figure
  before: Figure
  days: Days
  /** What the period before is called. */
  beforeName: string
  wallet: Row<'wallet'>
  /** Whether there are others, which the links must not mean. */
  several: boolean
  categories: ReadonlyMap<string, Row<'category'>>
  onLeaveOut: (categoryId: string) => void
}

const cell = 'py-3 text-right whitespace-nowrap'
const head = 'py-2 text-sm font-medium text-ink-soft'

/** Where the money went: a row for each category, whose rule is its bar, beside what it was before. */
export function WhereItWent({ parts, total, before, days, beforeName, ...props }: Props) {
  const { wallet, several, categories, onLeaveOut } = props
  const { locale } = useHere()
  const most = Math.max(1, ...parts.map(({ now }) => asSum(now.total) || 0))
  const money = (sum: Figure['total']) => (
    <Money value={{ amount: asSum(sum), currency: wallet.currency }} locale={locale} />
  )
  const change = (sum: Figure['total']) => (
    <>
      {sum > 0 && '+'}
      {money(sum)}
    </>
  )
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">By category</caption>
      <thead>
        <tr className="border-b border-line">
          <th scope="col" className={`${head} text-left`}>
            Where it went
          </th>
          <th scope="col" className={`${head} text-right`}>
            Now
          </th>
          <th scope="col" className={`${head} text-right max-sm:hidden`}>
            {beforeName}
          </th>
          <th scope="col" className={`${head} pl-4 text-right`}>
            Change
          </th>
          <td className="w-11" />
        </tr>
      </thead>
      <tbody>
        {parts.map(({ key, now, before: earlier, difference }) => {
          const category = categories.get(key)
          const name = category?.name ?? 'Category'
          const filters = { ...noFilters, ...days, categories: [name] }
          return (
            <tr key={key} className="group relative">
              <th scope="row" className="py-3 text-left font-normal">
                <Link
                  href={addressOf({ ...filters, wallet: several ? wallet.id : '' })}
                  className="rounded-control after:absolute after:inset-0 group-hover:text-accent"
                >
                  {name}
                </Link>
                <span aria-hidden="true" className="absolute inset-x-0 bottom-0 h-px bg-line">
                  <span
                    data-color={category?.color ?? 'slate'}
                    className="category-tint category-rule absolute bottom-0 left-0"
                    style={{ width: `${(Math.max(0, asSum(now.total) || 0) / most) * 100}%` }}
                  />
                </span>
              </th>
              <td className={cell}>{money(now.total)}</td>
              <td className={`${cell} text-ink-soft max-sm:hidden`}>{money(earlier.total)}</td>
              <td className={`${cell} pl-4 text-ink-soft`}>{change(difference)}</td>
              <td className="print:hidden">
                <LeaveOut what={name} onPress={() => onLeaveOut(key)} />
              </td>
            </tr>
          )
        })}
      </tbody>
      <tfoot>
        <tr className="border-t-4 border-double border-line font-medium">
          <th scope="row" className="py-3 text-left">
            Total
          </th>
          <td className={cell}>{money(total.total)}</td>
          <td className={`${cell} max-sm:hidden`}>{money(before.total)}</td>
          <td className={`${cell} pl-4`}>{change(addUp(total.total, -before.total))}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  )
}
