import type { ClipboardEvent } from 'react'
import { oneLine } from '@/lib/core/one-line'

/** Puts several lines that are pasted into an input as one; a browser would run them together. */
export function pasteLines(event: ClipboardEvent<HTMLInputElement>, between?: string): void {
  const text = event.clipboardData.getData('text/plain')
  if (!/[\n\r\t]/.test(text)) return
  event.preventDefault()
  // As if it were typed: what listens hears of it, and undoing takes it back.
  document.execCommand('insertText', false, oneLine(text, between))
}

/** As `pasteLines`, where figures are read: between two lines is a space and no sign of a sum. */
export function pasteFigures(event: ClipboardEvent<HTMLInputElement>): void {
  pasteLines(event, ' ')
}
