'use client'

import { type KeyboardEvent, useEffect, useRef } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { controlClass } from '@/components/ui/field'

type Props = {
  typed: string
  onType: (typed: string) => void
  /** Enter takes the first one that was found. */
  onEnter: () => void
  onClose: () => void
}

/** Where the name of a category among many is typed, and the way back to the first of them. */
export function CategoryFinder({ typed, onType, onEnter, onClose }: Props) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Where fingers type, a keyboard over half of the screen would hide what was asked for.
    const wanted = window.matchMedia('(pointer: fine)').matches ? 'input' : 'button'
    line.current?.querySelector<HTMLElement>(wanted)?.focus({ preventScroll: true })
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (typed) onEnter()
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    }
  }
  return (
    <div ref={line} className="mb-2 flex gap-2">
      <input
        aria-label="Find a category"
        placeholder="Find a category"
        autoComplete="off"
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
        className={`${controlClass} min-w-0 placeholder:text-ink-soft`}
      />
      <button type="button" aria-expanded onClick={onClose} className={buttonClass('secondary')}>
        Fewer
      </button>
    </div>
  )
}
