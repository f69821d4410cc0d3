import { CategoryIcon } from '@/components/parts/category/category-icon'
import { UnsentMark } from '@/components/parts/expense/unsent-mark'
import { expensesInWords } from '@/components/words/counted'
import type { Category } from './category-groups'

/** A list item that holds a line: what is selected or pointed at is tinted a little beyond the rules. */
export const rowItem =
  'relative isolate flex border-b border-line before:absolute before:inset-y-0 before:-inset-x-3 before:-z-10 before:transition-colors hover:before:bg-paper has-[[aria-current]]:before:bg-accent-tint'

/** The line of a category, or of the way to a new one. */
export const rowLine = 'flex h-16 min-w-0 grow items-center gap-3 -outline-offset-2'

type Props = {
  category: Category
  /** How many expenses show under it; undefined while that is not known. */
  count: number | undefined
  merged: readonly Category[] | undefined
  mayEdit: boolean
  selected: boolean
  unsent: boolean
}

/** What a category is: its icon, its name, what was merged into it, and how many expenses it has. Opens it to be edited. */
export function CategoryRow(props: Props) {
  const { category, count, merged = [], mayEdit, selected, unsent } = props
  const { id, name, icon, color } = category
  const words = [
    count && expensesInWords(count),
    merged.length > 0 && `with ${merged.map((one) => one.name).join(', ')}`,
  ].filter(Boolean)
  const inside = (
    <>
      <CategoryIcon icon={icon} color={color} />
      <span className="min-w-0 grow">
        <span dir="auto" className="block truncate">
          {name}
        </span>{' '}
        {words.length > 0 && (
          <span className="block truncate text-sm text-ink-soft">{words.join(', ')}</span>
        )}
      </span>
      {unsent && <UnsentMark />}
    </>
  )
  if (!mayEdit) return <div className={rowLine}>{inside}</div>
  return (
    <a
      href={`/settings/categories?id=${id}`}
      data-panel
      data-category={id}
      aria-current={selected ? 'true' : undefined}
      className={rowLine}
    >
      {inside}
    </a>
  )
}

const places = Array.from({ length: 10 }, (_, index) => index)

/** The places of the lines while they are being read. */
export function RowPlaces() {
  return (
    <div aria-hidden="true">
      {places.map((at) => (
        <div key={at} className="flex h-16 items-center gap-3 border-b border-line">
          <span className="size-10 flex-none rounded-full bg-line" />
          <span className="h-3 w-32 max-w-full rounded-full bg-line" />
        </div>
      ))}
    </div>
  )
}
