import { CategoryIcon } from '@/components/parts/category/category-icon'

const rows = [
  ['Groceries', '34.20', 'shopping-basket', 'green'],
  ['Dining', '7.90', 'utensils', 'orange'],
  ['Transport', '2.60', 'bus', 'blue'],
  ['Home', '18.00', 'house', 'amber'],
  ['Health', '12.45', 'heart-pulse', 'red'],
  ['Travel', '61.00', 'plane', 'cyan'],
  ['Entertainment', '15.50', 'ticket', 'violet'],
  ['Bills', '48.90', 'receipt-text', 'indigo'],
  ['Shopping', '29.99', 'shopping-bag', 'pink'],
] as const

const words = 'before:content-[attr(data-words)]'

/**
 * A page of a ledger as a picture, for wide screens. Its words are drawn, not written: assistive technology and
 * text browsers must not take the figures for somebody's spending.
 */
export function SamplePage() {
  return (
    <div
      aria-hidden="true"
      className="relative hidden overflow-hidden border-l border-line bg-sheet select-none lg:block"
    >
      <div className="figures absolute inset-y-0 right-40 border-l border-line" />
      <div className="absolute inset-x-0 top-0 pt-[14vh] pl-20">
        <div className="grid grid-cols-[minmax(0,1fr)_10rem] items-end border-b-4 border-double border-line pb-3">
          <div data-words="November" className={`text-lg text-ink-soft ${words}`} />
          <div
            data-words="230.54"
            className={`figures pr-8 text-right text-xl font-medium ${words}`}
          />
        </div>
        {rows.map(([name, figure, icon, color]) => (
          <div
            key={name}
            className="grid h-16 grid-cols-[minmax(0,1fr)_10rem] items-center border-b border-line"
          >
            <div className="flex items-center gap-4">
              <CategoryIcon icon={icon} color={color} />
              <div data-words={name} className={`text-base ${words}`} />
            </div>
            <div data-words={figure} className={`figures pr-8 text-right text-lg ${words}`} />
          </div>
        ))}
        {Array.from({ length: 12 }, (_, line) => line).map((line) => (
          <div key={line} className="h-16 border-b border-line" />
        ))}
      </div>
    </div>
  )
}
