'use client'

import { Ellipsis, Plus } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { CategoryTile, type TileCategory } from '@/components/parts/category/category-tile'
import { latePart } from '@/components/parts/screen/late-part'
import { FieldError } from '@/components/ui/field'
import { foldText } from '@/lib/core/text'

// Few have so many.
const CategoryFinder = latePart(
  () => import('./category-finder').then((file) => file.CategoryFinder),
  () => <div className="mb-2 h-11 pointer-coarse:h-12" />,
)

type Props = {
  /** Undefined while they are being read: places are kept for them. */
  categories: readonly TileCategory[] | undefined
  chosen: string | undefined
  onChoose: (category: TileCategory) => void
  /** Hears that a new one is to be made for the form; without it there is no way to that. */
  onNew?: () => void
  error?: string | undefined
  /** Stands at the end of the heading's line, said aloud as it changes. */
  aside?: ReactNode
}

const grid = 'grid grid-cols-[repeat(auto-fill,minmax(5.25rem,1fr))] gap-1'

/** Up to how many all are shown at once, and how many of more: the likely ones, as they come first. */
const most = 24
const first = 12

/** The categories as a group of native radios, one tile each; of very many the first dozen, and a way to find the others. */
export function CategoryTiles({ categories, chosen, onChoose, onNew, error, aside }: Props) {
  const more = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const folds = (categories?.length ?? 0) > most
  const shown =
    categories && (folds ? choose(categories, open ? typed : undefined, chosen) : categories)
  const close = () => {
    flushSync(() => {
      setOpen(false)
      setTyped('')
    })
    more.current?.focus({ preventScroll: true })
  }
  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex items-baseline justify-between gap-3 text-sm">
        <p id="category-legend" className="font-medium">
          Category
        </p>
        <p aria-live="polite" className="min-w-0 truncate text-ink-soft">
          {aside}
        </p>
      </div>
      {folds && open && (
        <CategoryFinder
          typed={typed}
          onType={setTyped}
          onEnter={() => shown?.[0] && onChoose(shown[0])}
          onClose={close}
        />
      )}
      <div className={grid}>
        <div
          role="radiogroup"
          aria-labelledby="category-legend"
          aria-required="true"
          {...(error && { 'aria-invalid': true, 'aria-describedby': 'category-error' })}
          className="contents"
        >
          {shown?.map((category) => (
            <CategoryTile
              key={category.id}
              category={category}
              name="categoryId"
              checked={category.id === chosen}
              onChange={() => onChoose(category)}
            />
          ))}
        </div>
        {!shown && <TilePlaces />}
        {folds && !open && (
          <button
            ref={more}
            type="button"
            aria-expanded={false}
            onClick={() => setOpen(true)}
            className={wayClass}
          >
            <Way icon={<Ellipsis size={20} strokeWidth={1.75} />}>More</Way>
          </button>
        )}
        {onNew && categories && !typed && (
          <Link
            href="/settings/categories?new=expense"
            prefetch={false}
            onClick={onNew}
            className={wayClass}
          >
            <Way icon={<Plus size={20} strokeWidth={1.75} />}>
              New<span className="sr-only"> category</span>
            </Way>
          </Link>
        )}
      </div>
      {shown?.length === 0 && (
        <p className="py-2 text-sm text-ink-soft">
          {typed ? 'No category has that in its name.' : 'No category is left in this wallet.'}
        </p>
      )}
      {error && <FieldError id="category-error">{error}</FieldError>}
    </div>
  )
}

/** Of many: those with the typed text in their names, or without one the first, and the chosen one wherever it stands. */
function choose(
  categories: readonly TileCategory[],
  typed: string | undefined,
  chosen: string | undefined,
): TileCategory[] {
  if (typed === undefined) {
    return categories.filter(({ id }, index) => index < first || id === chosen)
  }
  const key = foldText(typed)
  return categories.filter(({ name }) => foldText(name).includes(key))
}

const wayClass =
  'flex flex-col items-center gap-1.5 rounded-control px-0.5 py-2 text-xs text-ink-soft transition-colors hover:bg-accent-tint hover:text-ink'

/** What leads to more categories, in the shape of a tile. */
function Way({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <>
      <span className="grid size-10 flex-none place-items-center rounded-full border border-edge">
        {icon}
      </span>
      <span>{children}</span>
    </>
  )
}

const places = Array.from({ length: 10 }, (_, index) => index)

function TilePlaces() {
  return places.map((place) => (
    <div
      key={place}
      aria-hidden="true"
      className="flex h-20 flex-col items-center gap-1.5 px-0.5 py-2"
    >
      <span className="size-10 rounded-full bg-line" />
      <span className="h-2.5 w-12 rounded-full bg-line" />
    </div>
  ))
}
