'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { isRow, listAction } from '@/components/expenses/list/list-keys'
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
  return listAction(key)
}

function isHome(): boolean {
  return ['/', '/add'].includes(window.location.pathname)
}

function isField(target: EventTarget | null): target is HTMLElement {
  const fields = 'textarea, select, [contenteditable], input'
  return target instanceof HTMLElement && target.matches(fields) && !isRow(target)
}

// What was chosen cannot be taken back by the browser, unlike what was typed.
function isTyping(target: EventTarget | null): boolean {
  return isField(target) && !target.matches('[type=radio], [type=checkbox]')
}

function focusSearch(): void {
  document.getElementById('search')?.focus()
}
