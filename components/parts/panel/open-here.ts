import type { MouseEvent } from 'react'
import { isPlainClick, openPanel } from './panel-address'

/** Opens at once, as a panel, what a link with `data-panel` in a list leads to, where the press means this window. */
export function openHere(event: MouseEvent): void {
  if (!isPlainClick(event) || !(event.target instanceof Element)) return
  const link = event.target.closest<HTMLAnchorElement>('a[data-panel][href]')
  if (!link) return
  event.preventDefault()
  openPanel(link.getAttribute('href') ?? '')
}
