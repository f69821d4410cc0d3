import { CategoryIcon } from '@/components/parts/category/category-icon'
import { choices } from '@/components/parts/category/choices'
import { namesIn, type SpentWallet } from '@/lib/client/reads/budgets'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'

type Counted = Row<'budget'>['categories']

type Props = {
  value: Counted
  currency: string
  wallets: readonly SpentWallet[]
  onChange: (value: Counted) => void
}

/** The choice of the categories that a budget counts, of all wallets in its currency. */
export function CountedField({ value, currency, wallets, onChange }: Props) {
  const its = wallets.filter((wallet) => wallet.currency === currency)
  return (
    <fieldset
      aria-describedby="categories-error"
      className="max-h-72 overflow-y-auto rounded-control border border-edge px-3 py-1"
    >
      <legend className="sr-only">Categories</legend>
      {its.map(({ id: walletId, name, categories }) => (
        <div key={walletId} className="py-1">
          {its.length > 1 && <p className="pt-1 text-sm text-ink-soft">{name}</p>}
          {choices(categories).map((category) => {
            const isIts = (one: Counted[number]) =>
              one.walletId === walletId && canonicalId(categories, one.categoryId) === category.id
            const checked = value.some(isIts)
            const without = value.filter((one) => !isIts(one))
            const change = () =>
              onChange(checked ? without : [...value, { walletId, categoryId: category.id }])
            return (
              <label
                key={category.id}
                className="flex min-h-11 items-center gap-3 pointer-coarse:min-h-12"
              >
                <input
                  type="checkbox"
                  checked={checked}
                  onChange={change}
                  className="size-5 flex-none accent-accent"
                />
                <CategoryIcon icon={category.icon} color={category.color} />
                <span dir="auto" className="min-w-0 truncate">
                  {category.name}
                </span>
              </label>
            )
          })}
        </div>
      ))}
    </fieldset>
  )
}

/** What a budget is called after what it counts: "Groceries and Dining", "Everything". */
export function nameAfter(
  budget: Pick<Row<'budget'>, 'scope' | 'categories'>,
  wallets: readonly SpentWallet[],
): string {
  if (budget.scope === 'all') return 'Everything'
  const some = namesIn(budget, wallets)
  if (some.length > 3) return `${some.slice(0, 2).join(', ')} and ${some.length - 2} more`
  return some.length > 1 ? `${some.slice(0, -1).join(', ')} and ${some.at(-1)}` : (some[0] ?? '')
}
