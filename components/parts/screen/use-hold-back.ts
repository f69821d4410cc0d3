import { useLayoutEffect } from 'react'
import { holdBack } from '@/lib/client/page/idle'

/** Keeps what can wait from beginning as long as this part does not show what it is for. */
export function useHoldBack(isShown: boolean): void {
  useLayoutEffect(() => (isShown ? undefined : holdBack()), [isShown])
}
