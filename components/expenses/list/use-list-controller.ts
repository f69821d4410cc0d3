import { type MouseEvent, type RefObject, useCallback, useEffect, useMemo } from 'react'
import { selectTo, toggle } from '@/components/expenses/selection/selection'
import { addressOf, type Filters } from '@/components/parts/expense/filters'
import { isPlainClick, openPanel } from '@/components/parts/panel/panel-address'
import { useTouch } from '@/components/ui/use-media'
import type { Found } from '@/lib/client/hooks/search'
import { untilLoaded } from '@/lib/client/page/build-files'
import { whenIdle } from '@/lib/client/page/idle'
import type { Row } from '@/lib/domain/entities'
import { rowAt } from './drawn-rows'
import { type ListController, showList } from './list-controller'

type List = {
  scroller: RefObject<HTMLElement | null>
  walletId: string
  filters: Filters
  /** What the list is narrowed to, which a range of a selection keeps to. */
  found: Found | undefined
}

/** The controller of a wallet's list, which its rows ask by what is pressed, and fingers by what is pulled or held. */
export function useListController({ scroller, walletId, filters, found }: List) {
  // All rows that are drawn have it.
  const select = useCallback(
    (expense: Row<'expense'>, toHere: boolean) => {
      if (!toHere) return toggle(expense)
      const among = found && new Set(found.days.flatMap((day) => day.ids))
      void selectTo(expense, among)
    },
    [found],
  )
  const controller = useMemo<ListController>(
    () => ({ open: ({ id }) => openPanel(addressOf(filters, id)), select }),
    [filters, select],
  )
  useEffect(() => showList(controller), [controller])
  useFingers(scroller, walletId)
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return
    // A row that is being selected is a box, which tells by itself.
    const row = event.target.closest('a') ? rowAt(event.target) : undefined
    const panel = event.target.closest<HTMLAnchorElement>('a[data-panel]')
    const toHere = row !== undefined && event.shiftKey
    if (!toHere && !((row || panel) && isPlainClick(event))) return
    event.preventDefault()
    if (!row) openPanel(panel?.getAttribute('href') ?? '/')
    else if (toHere) select(row.expense, true)
    else controller.open(row.expense)
  }
  return { controller, onClick }
}

function useFingers(scroller: RefObject<HTMLElement | null>, walletId: string) {
  const touch = useTouch()
  useEffect(() => {
    const rows = scroller.current
    if (!rows || !walletId || !touch) return
    let over = false
    let stop: (() => void) | undefined
    const cancel = whenIdle(() => {
      // Without them each thing can be done by another way.
      untilLoaded(() => import('./row-gestures')).then(
        ({ followFingers }) => {
          if (!over) stop = followFingers(rows)
        },
        () => {},
      )
    })
    return () => {
      over = true
      cancel()
      stop?.()
    }
  }, [scroller, walletId, touch])
}
