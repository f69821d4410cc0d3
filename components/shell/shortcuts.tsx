'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { actOn } from '@/components/expenses/row-actions'
import { toggle } from '@/components/expenses/selection'
import { latePart } from '@/components/shell/late-part'
import { currentToast, hideToast } from '@/components/ui/toast-store'
import { openPanel } from './panel-address'
import { showShortcuts, singleKeysOn } from './single-keys'

const Palette = latePart(() => import('./palette').then((file) => file.Palette))
const ShortcutHelp = latePart(() => import('./shortcut-help').then((file) => file.ShortcutHelp))

/** The keys of the app: single ones where nobody types, Ctrl+K and Ctrl+Z besides. */
export function Shortcuts() {
  const [shown, setShown] = useState<'palette' | 'help'>()
  const { push } = useRouter()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const act = actionFor(event, { push, show: setShown })
      if (!act) return
      event.preventDefault()
      act()
    }
    const onWish = () => setShown('help')
    document.addEventListener('keydown', onKey)
    document.addEventListener(showShortcuts, onWish)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener(showShortcuts, onWish)
    }
  }, [push])
  const close = () => setShown(undefined)
  if (shown === 'palette') return <Palette onClose={close} />
  return shown === 'help' ? <ShortcutHelp onClose={close} /> : null
}

type Ways = { push: (href: string) => void; show: (what: 'palette' | 'help') => void }

function actionFor(event: KeyboardEvent, { push, show }: Ways): (() => void) | undefined {
  const { key, ctrlKey, metaKey, altKey } = event
  const isModal = document.querySelector('dialog[open]') !== null
  if ((ctrlKey || metaKey) && !altKey && !isModal) {
    if (key === 'k') return () => show('palette')
    const toast = currentToast()
    if (key === 'z' && !isTyping(event.target) && toast?.action) {
      return () => {
        hideToast(toast.id)
        void toast.action?.run()
      }
    }
    return undefined
  }
  if (ctrlKey || metaKey || altKey || isModal || isTyping(event.target) || !singleKeysOn()) {
    return undefined
  }
  if (key === '?') return () => show('help')
  const isHome = ['/', '/add'].includes(window.location.pathname)
  if (key === 'n') return () => (isHome ? openPanel('/add') : push('/add'))
  if (key === '/') return () => (isHome ? focusSearch() : push('/'))
  if (key === 'j') return () => step(1)
  if (key === 'k') return () => step(-1)
  const row = rowInMind()
  return row ? onRow(key, row) : undefined
}

function onRow(key: string, row: HTMLElement): (() => void) | undefined {
  const id = row.dataset.expense ?? ''
  const wallet = row.closest<HTMLElement>('[data-wallet]')?.dataset.wallet ?? ''
  if (key === 'e') return () => row.click()
  if (key === 'd') return () => void actOn(wallet, id, 'duplicate')
  if (key === 'Delete') return () => void actOn(wallet, id, 'delete').then(() => step(0))
  if (key === 'x') return () => toggle(wallet, id, Number(row.dataset.amount))
  return undefined
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])')
  )
}

function focusSearch(): void {
  document.getElementById('search')?.focus()
}

const rowsShown = '#history [data-expense]'

/** The row that has the focus, else the one that is open. */
function rowInMind(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>(rowsShown)
  return focused ?? document.querySelector<HTMLElement>(`${rowsShown}[aria-current]`)
}

/** Moves the focus from row to row; rows beyond the view are drawn before they are reached. */
function step(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(rowsShown)]
  const row = rowInMind()
  const at = row ? rows.indexOf(row) : -1
  const next = at < 0 ? firstInView(rows) : rows[at + by]
  next?.focus()
}

function firstInView(rows: readonly HTMLElement[]): HTMLElement | undefined {
  const top = document.getElementById('history')?.getBoundingClientRect().top ?? 0
  return rows.find((row) => row.getBoundingClientRect().top >= top)
}
