'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { actOn } from '@/components/expenses/list/row-actions'
import { toggle } from '@/components/expenses/selection/selection'
import { openPanel } from '@/components/parts/panel/panel-address'
import { latePart } from '@/components/parts/screen/late-part'
import { showShortcuts, singleKeysOn } from '@/components/parts/screen/single-keys'
import { currentToast, hideToast } from '@/components/ui/toast/toast-store'

const Palette = latePart(() => import('./palette').then((file) => file.Palette))
const ShortcutHelp = latePart(() => import('./shortcut-help').then((file) => file.ShortcutHelp))

/** The keys of the app: single ones where no field has the focus, Ctrl+K and Ctrl+Z besides. */
export function Shortcuts() {
  const [shown, setShown] = useState<'palette' | 'help'>()
  const { push } = useRouter()
  const path = usePathname()
  /** Set while home is on its way for its search. */
  const searches = useRef(false)
  useEffect(() => {
    if (path === '/' && searches.current) focusSearch()
    searches.current = false
  }, [path])
  useEffect(() => {
    const search = () => {
      if (isHome()) return focusSearch()
      searches.current = true
      push('/')
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const act = actionFor(event, { push, search, show: setShown })
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

type Ways = {
  push: (href: string) => void
  search: () => void
  show: (what: 'palette' | 'help') => void
}

function actionFor(event: KeyboardEvent, { push, search, show }: Ways): (() => void) | undefined {
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
  if (ctrlKey || metaKey || altKey || isModal || isField(event.target) || !singleKeysOn()) {
    return undefined
  }
  if (key === '?') return () => show('help')
  if (key === 'n') return () => (isHome() ? openPanel('/add') : push('/add'))
  if (key === '/') return search
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
  if (key === 'Delete') {
    const next = beside(row, 1) ?? beside(row, -1)
    return () => {
      handOnFocus(row, next?.dataset.expense)
      void actOn(wallet, id, 'delete')
    }
  }
  if (key === 'x') {
    return () => {
      // A row that can be chosen is another element than one that opens.
      flushSync(() => toggle(wallet, id, Number(row.dataset.amount)))
      focusRow(id)
    }
  }
  return undefined
}

function isHome(): boolean {
  return ['/', '/add'].includes(window.location.pathname)
}

// The boxes of rows that are being selected are rows.
function isField(target: EventTarget | null): target is HTMLElement {
  const fields = 'textarea, select, [contenteditable], input:not([data-expense])'
  return target instanceof HTMLElement && target.matches(fields)
}

// What was chosen cannot be taken back by the browser, unlike what was typed.
function isTyping(target: EventTarget | null): boolean {
  return isField(target) && !target.matches('[type=radio], [type=checkbox]')
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
  const row = rowInMind()
  const next = row ? beside(row, by) : firstInView()
  next?.focus()
}

// The list may draw the other one anew before the row is gone, so it is looked for only then.
function handOnFocus(row: HTMLElement, to: string | undefined): void {
  const list = document.getElementById('history')
  if (!list || !to) return
  const observer = new MutationObserver(() => {
    if (row.isConnected) return
    observer.disconnect()
    if (document.activeElement === document.body) focusRow(to)
  })
  observer.observe(list, { childList: true, subtree: true })
}

function focusRow(id: string): void {
  document.querySelector<HTMLElement>(`#history [data-expense="${id}"]`)?.focus()
}

function beside(row: HTMLElement, by: number): HTMLElement | undefined {
  const rows = [...document.querySelectorAll<HTMLElement>(rowsShown)]
  return rows[rows.indexOf(row) + by]
}

function firstInView(): HTMLElement | undefined {
  const rows = [...document.querySelectorAll<HTMLElement>(rowsShown)]
  const top = document.getElementById('history')?.getBoundingClientRect().top ?? 0
  return rows.find((row) => row.getBoundingClientRect().top >= top)
}
