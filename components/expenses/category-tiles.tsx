'use client'

import { CategoryTile, type TileCategory } from '@/components/categories/category-tile'
import { FieldError } from '@/components/ui/field'

type Props = {
  /** Undefined while they are being read: places are kept for them. */
  categories: readonly TileCategory[] | undefined
  chosen: string | undefined
  onChoose: (category: TileCategory) => void
  error?: string | undefined
}

const grid = 'grid grid-cols-[repeat(auto-fill,minmax(5.25rem,1fr))] gap-1'

/** The categories as a group of native radios, one tile each. */
export function CategoryTiles({ categories, chosen, onChoose, error }: Props) {
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
      {categories ? (
        <div className={grid}>
          {categories.map((category) => (
            <CategoryTile
              key={category.id}
              category={category}
              name="categoryId"
              checked={category.id === chosen}
              onChange={() => onChoose(category)}
            />
          ))}
        </div>
      ) : (
        <TilePlaces />
      )}
      {error && <FieldError id="category-error">{error}</FieldError>}
    </fieldset>
  )
}

const places = Array.from({ length: 10 }, (_, index) => index)

function TilePlaces() {
  return (
    <div aria-hidden="true" className={grid}>
      {places.map((place) => (
        <div key={place} className="flex h-19 flex-col items-center gap-1.5 px-0.5 py-2">
          <span className="size-10 rounded-full bg-line" />
          <span className="h-2.5 w-12 rounded-full bg-line" />
        </div>
      ))}
    </div>
  )
}
