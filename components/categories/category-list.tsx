'use client'

import { GripVertical } from 'lucide-react'
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { act } from '@/components/commands/act'
import { placeCategory } from '@/components/commands/categories'
import { sayWhy } from '@/components/commands/perform'
import type { Category, CategoryGroups } from './category-groups'
import { CategoryRow, rowItem } from './category-row'
import { moveBy } from './moving'
import { useReorder } from './use-reorder'

type Props = {
  categories: readonly Category[]
  countOf: (id: string) => number | undefined
  merged: CategoryGroups['merged']
  mayEdit: boolean
  selectedId: string | null
  /** The ids of what is not sent yet. */
  unsent: ReadonlySet<string>
}

/** The categories in their order, to be sorted by dragging their handles, or by Alt and an arrow key on a line. */
export function CategoryList(props: Props) {
  const { categories, countOf, merged, mayEdit, selectedId, unsent } = props
  const list = useRef<HTMLUListElement>(null)
  const focused = useRef<string>(undefined)
  const byId = new Map(categories.map((category) => [category.id, category]))
  const ids = categories.map(({ id }) => id)

  const move = async (id: string, how: (category: Category) => Promise<void>) => {
    const category = byId.get(id)
    if (!category) return
    try {
      await how(category)
    } catch (error) {
      void sayWhy(error)
      throw error
    }
  }
  const { order, draggedId, begin, offsetOf } = useReorder(ids, (id, after) =>
    move(id, (category) => act(placeCategory(category, after, order))),
  )

  // A line that is moved in the page loses the focus.
  const now = order.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order is what moves it
  useLayoutEffect(() => {
    if (document.activeElement !== document.body || !focused.current) return
    list.current?.querySelector<HTMLElement>(`[data-category="${focused.current}"]`)?.focus()
  }, [now])

  const onKeyDown = (event: KeyboardEvent, id: string) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || by === 0 || !mayEdit) return
    event.preventDefault()
    focused.current = id
    move(id, (category) => moveBy(category, by)).catch(() => {})
  }

  return (
    <ul
      ref={list}
      aria-label="Categories"
      onBlur={() => {
        focused.current = undefined
      }}
    >
      {order.map((id, index) => {
        const category = byId.get(id)
        if (!category) return null
        const dragged = id === draggedId
        const by = offsetOf(index)
        return (
          <li
            key={id}
            onKeyDown={(event) => onKeyDown(event, id)}
            style={by === 0 ? undefined : { transform: `translateY(${by}px)` }}
            className={`${rowItem} ${
              dragged
                ? 'z-10 before:bg-sheet before:shadow-sheet'
                : draggedId
                  ? 'transition-transform'
                  : ''
            }`}
          >
            <CategoryRow
              category={category}
              count={countOf(id)}
              merged={merged.get(id)}
              mayEdit={mayEdit}
              selected={id === selectedId}
              unsent={unsent.has(id)}
            />
            {mayEdit && (
              <span
                aria-hidden="true"
                data-handle
                title="Drag to sort"
                onPointerDown={(event) => begin(id, event)}
                className="-mr-3 grid w-11 flex-none cursor-grab touch-none place-items-center text-ink-soft transition-colors hover:text-ink active:cursor-grabbing"
              >
                <GripVertical size={20} strokeWidth={1.75} />
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
