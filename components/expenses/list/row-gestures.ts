import { rowAt } from './drawn-rows'
import { shownList } from './list-controller'
import { duplicate, remove } from './row-actions'

const holdAfter = 450
/** In pixels: less is a tap, and how far a row must be pulled. */
const slack = 10
const farEnough = 96

/**
 * Makes the rows of a list follow fingers: pulled to the left they delete, to the right they duplicate, held they select.
 * Answers what ends that. Each does what a button, a key or a menu does too.
 */
export function followFingers(list: HTMLElement): () => void {
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
    const found = rowAt(event.target)
    if (!found) return
    row = found.element
    pointer = event.pointerId
    start = { x: event.clientX, y: event.clientY }
    timer = setTimeout(() => {
      const held = rowAt(row ?? null)
      if (!held || by !== 0) return
      used = true
      shownList()?.select(held.expense, false)
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
    const pulled = rowAt(row ?? null)
    const at = by
    end()
    if (!pulled || Math.abs(at) < farEnough) return
    if (at < 0) void remove(pulled.expense)
    else void duplicate(pulled.expense)
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
    if (!isMouse && rowAt(event.target)) event.preventDefault()
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
