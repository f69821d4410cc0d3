'use client'

import { useRef, useState } from 'react'
import { focusScreen } from '@/components/parts/screen/screen-frame'
import { showToast } from '@/components/ui/toast/toast-store'
import { refusalWords } from '@/components/words/refusal-words'

/**
 * Runs what a person chose about an item, once at a time; says what was done, or in place why it could not be. The item
 * goes with it, unless it `stays`.
 */
export function useDeciding() {
  const [problem, setProblem] = useState<string>()
  const busy = useRef(false)
  const run = async (work: () => Promise<void>, done: string, stays = false) => {
    if (busy.current) return
    busy.current = true
    setProblem(undefined)
    try {
      await work()
      showToast(done)
      // The button that was pressed goes with its item.
      if (!stays) focusScreen()
    } catch (error) {
      setProblem(refusalWords(error))
    } finally {
      busy.current = false
    }
  }
  return { problem, run }
}
