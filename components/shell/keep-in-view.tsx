'use client'

import { useEffect } from 'react'

/** Keeps what is being typed in view, with what belongs to it, also when a keyboard on the screen takes half of the room. */
export function KeepInView() {
  useEffect(() => {
    addEventListener('resize', look)
    addEventListener('focusin', look)
    return () => {
      removeEventListener('resize', look)
      removeEventListener('focusin', look)
    }
  }, [])
  return null
}

function look() {
  const at = document.activeElement
  if (!at?.matches('input:not([type=radio]), select, textarea')) return
  const whole = at.closest('[data-in-view]') ?? at
  whole.scrollIntoView({ block: 'nearest' })
}
