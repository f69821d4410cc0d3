import { Check } from 'lucide-react'
import { Fragment } from 'react'
import { CategoryIcon } from '@/components/categories/category-icon'
import { FieldError } from '@/components/ui/field'

export type PlainCategory = { id: string; name: string; icon: string; color: string }

type Props = {
  categories: readonly PlainCategory[]
  chosen?: string | undefined
  error?: string | undefined
}

/** The categories as tiles, each a native radio named `categoryId`, so that arrows, labels and posting need no script. */
export function PlainCategories({ categories, chosen, error }: Props) {
  return (
    <fieldset
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows it; a legend needs the fieldset
      role="radiogroup"
      aria-labelledby="category-legend"
      aria-required="true"
      {...(error && { 'aria-invalid': true, 'aria-describedby': 'category-error' })}
      className="min-w-0"
    >
      <legend id="category-legend" className="mb-1.5 text-sm font-medium">
        Category
      </legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(5.25rem,1fr))] gap-1">
        {/* Keyed by name: when another wallet's categories come in, the one of the same name stays chosen. */}
        {categories.map((category) => (
          <Fragment key={category.name}>
            <Tile category={category} checked={category.id === chosen} />{' '}
          </Fragment>
        ))}
      </div>
      {error && <FieldError id="category-error">{error}</FieldError>}
    </fieldset>
  )
}

function Tile({ category, checked }: { category: PlainCategory; checked: boolean }) {
  return (
    <label className="group relative block">
      <input
        type="radio"
        name="categoryId"
        value={category.id}
        defaultChecked={checked}
        className="peer absolute inset-0 size-full cursor-pointer appearance-none"
      />
      <span className="pointer-events-none flex h-full flex-col items-center gap-1.5 rounded-control border border-transparent px-0.5 py-2 text-center text-xs transition-colors peer-checked:border-accent peer-checked:bg-accent-tint peer-checked:font-medium peer-checked:ring-1 peer-checked:ring-accent group-hover:bg-accent-tint peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent forced-colors:peer-checked:border-4">
        <CategoryIcon icon={category.icon} color={category.color} />
        <span className="pointer-events-auto relative line-clamp-2 max-w-full wrap-break-word">
          {category.name}
        </span>
      </span>
      <Check
        size={16}
        strokeWidth={2.5}
        className="pointer-events-none absolute top-1.5 right-1.5 hidden text-accent peer-checked:block"
      />
    </label>
  )
}
