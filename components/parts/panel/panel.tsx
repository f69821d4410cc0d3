'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { screenTitleId } from '@/components/parts/screen/screen-title'
import { useTitle } from '@/components/parts/screen/use-title'
import { CloseButton } from '@/components/ui/close-button'
import { useBack } from '@/components/ui/use-back'
import { useEscape } from '@/components/ui/use-escape'
import { useTouch, useWide } from '@/components/ui/use-media'
import { untilLoaded } from '@/lib/client/page/build-files'
import { whenIdle } from '@/lib/client/page/idle'
import { closePanel, putListBeneath } from './panel-address'

const panelId = 'panel'

type PanelProps = {
  title: string
  takesFocus: boolean
  children: ReactNode
}

/** The frame of a form: a full-screen sheet on a phone, the last column on a desktop; Escape and Back close it. */
export function Panel({ title, takesFocus, children }: PanelProps) {
  const wide = useWide()
  const frame = useRef<HTMLElement>(null)
  useFocusAndBack(frame, takesFocus)
  useTitle(title)
  useEscape(closePanel)
  useEffect(putListBeneath, [])
  // Also where nobody has touched the page yet, whose own steps browsers then pass over.
  useBack(wide ? undefined : closePanel)
  usePull(frame, useTouch() && !wide)
  return (
    <PanelFrame
      title={title}
      attributes={{ ref: frame, tabIndex: -1, role: wide ? 'region' : 'dialog' }}
    >
      {children}
    </PanelFrame>
  )
}

type FrameProps = {
  title: string
  children: ReactNode
  attributes: React.ComponentProps<'section'>
}

/** The panel's looks alone, which the page's static HTML shows too. */
export function PanelFrame({ title, children, attributes }: FrameProps) {
  return (
    <section
      {...attributes}
      id={panelId}
      aria-label={title}
      className="fixed inset-0 z-30 flex flex-col bg-paper pt-top pr-[env(safe-area-inset-right)] pl-[env(safe-area-inset-left)] -outline-offset-2 data-free:transition-transform max-lg:animate-sheet lg:static lg:min-h-0 lg:border-l lg:border-line lg:p-0"
    >
      <header className="flex h-14 flex-none touch-none items-center gap-1 pr-4 pl-2 lg:h-18 lg:flex-row-reverse lg:justify-between lg:pr-5 lg:pl-8">
        <CloseButton onClick={closePanel} />
        <h2 className="max-w-beside-status truncate text-base font-bold tracking-tight lg:text-lg">
          {title}
        </h2>
      </header>
      <div className="min-h-0 grow overflow-y-auto overscroll-contain">{children}</div>
    </section>
  )
}

/** Takes the focus to the panel, from something in it that has just gone. */
export function focusPanel(): void {
  document.getElementById(panelId)?.focus({ preventScroll: true })
}

/** Takes the focus into the panel, and hands it back to what opened it. */
function useFocusAndBack(frame: React.RefObject<HTMLElement | null>, takesFocus: boolean) {
  const [opener] = useState(() => (typeof document === 'undefined' ? null : document.activeElement))
  useEffect(() => {
    const panel = frame.current
    if (takesFocus) panel?.focus({ preventScroll: true })
    return () => {
      // Still there: React only rehearses in development.
      if (panel?.isConnected) return
      const at = document.activeElement
      if (at && at !== document.body) return
      const back = opener instanceof HTMLElement && opener !== document.body
      if (back && opener.isConnected) opener.focus({ preventScroll: true })
      else document.getElementById(screenTitleId)?.focus({ preventScroll: true })
    }
  }, [frame, takesFocus, opener])
}

// A sheet follows the finger at its heading; there are other ways to close it, so what this takes comes late.
function usePull(frame: React.RefObject<HTMLElement | null>, isSheet: boolean) {
  useEffect(() => {
    const sheet = frame.current
    if (!sheet || !isSheet) return
    let over = false
    let stop: (() => void) | undefined
    const begin = ({ followPull }: typeof import('./sheet-pull')) => {
      if (!over) stop = followPull(sheet, closePanel)
    }
    const cancel = whenIdle(() => {
      untilLoaded(() => import('./sheet-pull')).then(begin, () => {})
    })
    return () => {
      over = true
      cancel()
      stop?.()
    }
  }, [frame, isSheet])
}
