'use client'

import { type PointerEvent, useEffect, useRef, useState } from 'react'

type Drag = { id: string; from: number; to: number; by: number; height: number }

/** Within how many pixels of its edge a list scrolls under what is dragged, and how fast per frame at most. */
const edge = 64
const fastest = 14

/**
 * Sorting a list by dragging its rows, which are all of one height. `onMove` is told what came after which (null: first)
 * once it is dropped there; until `ids` change the list stays as it was left, unless the move fails. Escape takes a drag
 * back.
 */
export function useReorder(
  ids: readonly string[],
  onMove: (id: string, after: string | null) => Promise<void>,
) {
  const [drag, setDrag] = useState<Drag>()
  const [left, setLeft] = useState<{ over: string; order: string[] }>()
  const live = useRef<Drag>(undefined)
  const stop = useRef<() => void>(undefined)
  const now = ids.join(' ')
  const isOver = left !== undefined && left.over !== now
  if (isOver) setLeft(undefined)
  const order = left && !isOver ? left.order : ids

  const show = (next: Drag | undefined) => {
    live.current = next
    setDrag(next)
  }

  const end = (commit: boolean) => {
    const last = live.current
    stop.current?.()
    show(undefined)
    if (!commit || !last || last.to === last.from) return
    const others = order.filter((id) => id !== last.id)
    setLeft({ over: now, order: others.toSpliced(last.to, 0, last.id) })
    onMove(last.id, others[last.to - 1] ?? null).catch(() => setLeft(undefined))
  }

  const begin = (id: string, event: PointerEvent<HTMLElement>) => {
    const row = event.currentTarget.closest('li')
    if (event.button !== 0 || !row || live.current) return
    event.preventDefault()
    const handle = event.currentTarget
    handle.setPointerCapture(event.pointerId)
    const from = order.indexOf(id)
    const scroller = scrollerOf(row)
    const start = event.clientY + scroller.scrollTop
    const height = row.offsetHeight
    show({ id, from, to: from, by: 0, height })
    let y = event.clientY
    const follow = () => {
      const least = -from * height
      const most = (order.length - 1 - from) * height
      const by = Math.min(most, Math.max(least, y + scroller.scrollTop - start))
      show({ id, from, to: from + Math.round(by / height), by, height })
    }
    const roll = () => {
      frame = requestAnimationFrame(roll)
      const speed = rollSpeed(y, scroller)
      if (speed === 0) return
      scroller.scrollTop += speed
      follow()
    }
    let frame = requestAnimationFrame(roll)
    const onMoved = (moved: globalThis.PointerEvent) => {
      y = moved.clientY
      follow()
    }
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== 'Escape') return
      key.preventDefault()
      key.stopPropagation()
      end(false)
    }
    const drop = () => end(true)
    const cancel = () => end(false)
    handle.addEventListener('pointermove', onMoved)
    handle.addEventListener('pointerup', drop)
    handle.addEventListener('pointercancel', cancel)
    document.addEventListener('keydown', onKey, true)
    stop.current = () => {
      stop.current = undefined
      cancelAnimationFrame(frame)
      handle.removeEventListener('pointermove', onMoved)
      handle.removeEventListener('pointerup', drop)
      handle.removeEventListener('pointercancel', cancel)
      document.removeEventListener('keydown', onKey, true)
    }
  }

  useEffect(() => () => stop.current?.(), [])

  return {
    order,
    draggedId: drag?.id,
    begin,
    offsetOf: (index: number) => offset(index, drag),
  }
}

/** How far a row stands from its place while another one, or itself, is dragged. */
function offset(index: number, drag: Drag | undefined): number {
  if (!drag) return 0
  const { from, to, by, height } = drag
  if (index === from) return by
  if (index > from && index <= to) return -height
  if (index < from && index >= to) return height
  return 0
}

function rollSpeed(y: number, scroller: Element): number {
  const { top, bottom } = scroller.getBoundingClientRect()
  const above = Math.max(0, top + edge - y)
  const below = Math.max(0, y - (bottom - edge))
  return (Math.min(edge, below) - Math.min(edge, above)) * (fastest / edge)
}

function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (getComputedStyle(at).overflowY === 'auto') return at
  }
  return document.documentElement
}
