import { Fragment } from 'react'
import { CategoryTile, type TileCategory } from '@/components/parts/category/category-tile'
import { FieldError } from '@/components/ui/field'

export type PlainCategory = TileCategory

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
            <CategoryTile
              category={category}
              name="categoryId"
              defaultChecked={category.id === chosen}
            />{' '}
          </Fragment>
        ))}
      </div>
      {error && <FieldError id="category-error">{error}</FieldError>}
    </fieldset>
  )
}
