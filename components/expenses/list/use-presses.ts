import { type MouseEvent, type RefObject, useCallback, useEffect } from 'react'
import { addressOf, type Filters } from '@/components/expenses/search/filters'
import { selectTo, toggle } from '@/components/expenses/selection/selection'
import { isPlainClick, openPanel } from '@/components/parts/panel/panel-address'
import { useTouch } from '@/components/ui/use-media'
import { untilLoaded } from '@/lib/client/build-files'
import type { Found } from '@/lib/client/hooks/search'
import { whenIdle } from '@/lib/client/idle'
import type { Row } from '@/lib/domain/entities'

type List = {
  scroller: RefObject<HTMLElement | null>
  walletId: string
  filters: Filters
  /** What the list is narrowed to, which a range of a selection keeps to. */
  found: Found | undefined
}

/**
 * What a press on the list of a wallet does: a row opens, is selected with Shift or by its box, and follows fingers. One
 * handler for all rows: a row is a link, opened here without asking the server.
 */
export function usePresses({ scroller, walletId, filters, found }: List) {
  const touch = useTouch()
  const onChoose = useCallback(
    ({ id, amount }: Pick<Row<'expense'>, 'id' | 'amount'>, toHere: boolean) => {
      if (!toHere) return toggle(walletId, id, amount)
      const among = found && new Set(found.days.flatMap((day) => day.ids))
      void selectTo(walletId, id, amount, among)
    },
    [walletId, found],
  )
  useEffect(() => {
    const rows = scroller.current
    if (!rows || !walletId || !touch) return
    let over = false
    let stop: (() => void) | undefined
    const load = () => Promise.all([import('./row-gestures'), import('./row-actions')])
    const begin = ([{ followFingers }, { actOn }]: Awaited<ReturnType<typeof load>>) => {
      if (over) return
      stop = followFingers(rows, {
        onHold: (row) => toggle(walletId, idOf(row), Number(row.dataset.amount)),
        onSwipe: (row, action) => void actOn(walletId, idOf(row), action),
      })
    }
    const cancel = whenIdle(() => {
      // Without them each thing can be done by another way.
      untilLoaded(load).then(begin, () => {})
    })
    return () => {
      over = true
      cancel()
      stop?.()
    }
  }, [scroller, walletId, touch])
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return
    const row = event.target.closest<HTMLAnchorElement>('a[data-expense]')
    const panel = event.target.closest<HTMLAnchorElement>('a[data-panel]')
    if (row && event.shiftKey) {
      event.preventDefault()
      onChoose({ id: idOf(row), amount: Number(row.dataset.amount) }, true)
    } else if ((row || panel) && isPlainClick(event)) {
      event.preventDefault()
      openPanel(row ? addressOf(filters, idOf(row)) : (panel?.getAttribute('href') ?? '/'))
    }
  }
  return { onChoose, onClick }
}

function idOf(row: HTMLElement): string {
  return row.dataset.expense ?? ''
}
