import type { RowAction } from './row-actions'

type Gestures = {
  /** A finger rested on a row. */
  onHold: (row: HTMLElement) => void
  /** A row was pulled to a side, far enough. */
  onSwipe: (row: HTMLElement, action: RowAction) => void
}

const holdAfter = 450
/** In pixels: less is a tap, and how far a row must be pulled. */
const slack = 10
const far = 96

/**
 * Makes the rows of a list follow fingers: pulled to the left they delete, to the right they duplicate, held they select.
 * Answers what ends that. Each does what a button, a key or a menu does too.
 */
export function followFingers(list: HTMLElement, { onHold, onSwipe }: Gestures): () => void {
  let row: HTMLElement | undefined
  let pointer = -1
  let start = { x: 0, y: 0 }
  let by = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  // A press that became something else must not open the row as well.
  let used = false

  const end = () => {
    clearTimeout(timer)
    const item = row?.closest('li')
    item?.removeAttribute('data-swipe')
    row?.style.removeProperty('transform')
    row = undefined
    by = 0
  }
  const onDown = (event: PointerEvent) => {
    used = false
    if (event.pointerType === 'mouse' || !event.isPrimary) return
    const found = (event.target as Element).closest<HTMLElement>('[data-expense]')
    if (!found) return
    row = found
    pointer = event.pointerId
    start = { x: event.clientX, y: event.clientY }
    timer = setTimeout(() => {
      if (!row || by !== 0) return
      used = true
      onHold(row)
      end()
    }, holdAfter)
  }
  const onMove = (event: PointerEvent) => {
    if (!row || event.pointerId !== pointer) return
    const [x, y] = [event.clientX - start.x, event.clientY - start.y]
    if (Math.abs(x) < slack && Math.abs(y) < slack) return
    clearTimeout(timer)
    if (by === 0 && Math.abs(y) >= Math.abs(x)) return end()
    used = true
    by = x
    row.style.transform = `translateX(${by}px)`
    row.closest('li')?.setAttribute('data-swipe', by < 0 ? 'delete' : 'duplicate')
  }
  const onUp = () => {
    const pulled = row
    const at = by
    end()
    if (pulled && Math.abs(at) >= far) onSwipe(pulled, at < 0 ? 'delete' : 'duplicate')
  }
  const onClick = (event: Event) => {
    if (!used) return
    used = false
    event.preventDefault()
    event.stopPropagation()
  }
  // The browser's own menu for a link would come with the hold.
  const onMenu = (event: Event) => {
    const isMouse = (event as PointerEvent).pointerType === 'mouse'
    if (!isMouse && (event.target as Element).closest('[data-expense]')) event.preventDefault()
  }
  const heard = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', end],
    ['contextmenu', onMenu],
  ] as const
  for (const [name, listener] of heard) list.addEventListener(name, listener as EventListener)
  list.addEventListener('click', onClick, true)
  return () => {
    end()
    for (const [name, listener] of heard) list.removeEventListener(name, listener as EventListener)
    list.removeEventListener('click', onClick, true)
  }
}
