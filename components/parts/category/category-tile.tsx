import { Check } from 'lucide-react'
import type { ComponentProps } from 'react'
import { CategoryIcon } from './category-icon'

export type TileCategory = { id: string; name: string; icon: string; color: string }

type Props = Omit<ComponentProps<'input'>, 'type' | 'value' | 'className'> & {
  category: TileCategory
}

/** One category as a tile that is a native radio; every attribute of a radio may be given. */
export function CategoryTile({ category, ...radio }: Props) {
  return (
    <label className="group relative block">
      <input
        {...radio}
        type="radio"
        value={category.id}
        className="peer absolute inset-0 size-full cursor-pointer appearance-none"
      />
      <TileFace
        category={category}
        className="pointer-events-none h-full transition-colors peer-checked:border-accent peer-checked:bg-accent-tint peer-checked:font-medium peer-checked:ring-1 peer-checked:ring-accent group-hover:bg-accent-tint peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent forced-colors:peer-checked:border-4"
      />
      <Check
        size={16}
        strokeWidth={1.75}
        className="pointer-events-none absolute top-1.5 right-1.5 hidden text-accent peer-checked:block"
      />
    </label>
  )
}

type FaceProps = { category: Omit<TileCategory, 'id'>; className?: string }

/** The looks of a tile: the icon above the name. */
export function TileFace({ category, className = '' }: FaceProps) {
  return (
    <span
      className={`flex flex-col items-center gap-1.5 rounded-control border border-transparent px-0.5 py-2 text-center text-xs ${className}`}
    >
      <CategoryIcon icon={category.icon} color={category.color} />
      <span
        dir="auto"
        className="pointer-events-auto relative line-clamp-2 max-w-full wrap-break-word"
      >
        {category.name}
      </span>
    </span>
  )
}
