'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type DayLayout, dayAt, keptScroll, textScale } from './windowing'

/** The view moves in steps of this many pixels, so that most scroll events draw nothing. */
const step = 256
/** The height that a view is taken to have until it is seen, in pixels. */
const firstHeight = 1024

/** Where a view that begins at the top ends, in pixels of the list. */
export const firstBottom = firstHeight + step

// Where each visit ended, so that coming back from another screen finds the same place.
const left = { wallet: '', top: 0 }

/**
 * Follows the part of a list that its scroller shows, and keeps it in place when the days change above it. The two
 * refs go to the scroller and to the list in it; `top` and `bottom` are in pixels of the list, `date` is the day at the upper
 * edge, undefined while what stands above the list is still in view.
 */
export function useScrollWindow(layout: DayLayout, wallet: string) {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(firstHeight)
  const [date, setDate] = useState<string>()
  const before = useRef<{ layout: DayLayout; wallet: string } | undefined>(undefined)

  const look = useCallback(() => {
    const at = scroller.current
    if (!at) return
    const start = list.current?.offsetTop ?? 0
    // Not before the list is there: that would forget the place it is about to be put back to.
    if (before.current) left.top = at.scrollTop
    const scale = textScale()
    const y = (at.scrollTop - start) / scale
    setTop(Math.floor(y / step) * step)
    const isBelow = list.current !== null && y > 0
    setDate(isBelow ? layout.days.at(dayAt(layout, y))?.date : undefined)
    setHeight(Math.ceil(at.clientHeight / scale / step) * step)
  }, [layout])

  useLayoutEffect(() => {
    const at = scroller.current
    const last = before.current
    if (!at || layout.days.length === 0) return
    before.current = { layout, wallet }
    if (last?.wallet !== wallet) {
      at.scrollTop = left.wallet === wallet ? left.top : 0
      left.wallet = wallet
    } else if (last.layout !== layout) {
      const start = list.current?.offsetTop ?? 0
      const scale = textScale()
      const y = (at.scrollTop - start) / scale
      const kept = keptScroll(last.layout, layout, y)
      if (kept !== y) at.scrollTop = kept * scale + start
    }
    look()
  }, [layout, wallet, look])

  useEffect(() => {
    const at = scroller.current
    if (!at) return
    const observer = new ResizeObserver(look)
    observer.observe(at)
    return () => observer.disconnect()
  }, [look])

  return { scroller, list, top, bottom: top + height + step, date, look }
}
