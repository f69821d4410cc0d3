/** In pixels, and in pixels per ms: less is a tap, more is a flick. */
const slack = 8
const flick = 0.5
/** In ms: a finger that rested so long flicks no more. */
const rest = 100
/** The part of its height from which a sheet that is let go does not come back. */
const enough = 1 / 3

/**
 * Makes a sheet follow the finger that pulls its heading down; let go far enough below, or with a flick, it is gone and
 * `onGone` is called. Answers what ends that.
 */
export function followPull(sheet: HTMLElement, onGone: () => void): () => void {
  const heading = sheet.querySelector('header')
  let pointer: number | undefined
  let start = 0
  let last = { y: 0, at: 0 }
  let speed = 0

  const to = (transform: string, free: boolean) => {
    sheet.toggleAttribute('data-free', free)
    sheet.style.transform = transform
  }
  const onDown = (event: PointerEvent) => {
    if (event.pointerType === 'mouse' || !event.isPrimary) return
    pointer = event.pointerId
    start = event.clientY
    last = { y: start, at: event.timeStamp }
    speed = 0
  }
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return
    const { clientY: y, timeStamp: at } = event
    if (at > last.at) speed = (y - last.y) / (at - last.at)
    last = { y, at }
    const by = y - start
    to(by > slack ? `translateY(${by}px)` : '', false)
  }
  const onUp = async (event: PointerEvent) => {
    if (event.pointerId !== pointer) return
    pointer = undefined
    const by = last.y - start
    const flicked = speed >= flick && event.timeStamp - last.at < rest
    if (by < slack || (by < sheet.clientHeight * enough && !flicked)) return to('', true)
    to('translateY(100%)', true)
    // None where motion is not wanted.
    await Promise.allSettled(sheet.getAnimations().map(({ finished }) => finished))
    onGone()
  }
  const onCancel = () => {
    pointer = undefined
    to('', true)
  }
  const heard = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', onCancel],
  ] as const
  for (const [name, listener] of heard) heading?.addEventListener(name, listener)
  return () => {
    for (const [name, listener] of heard) heading?.removeEventListener(name, listener)
  }
}
