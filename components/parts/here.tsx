'use client'

import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useLocale, useToday } from '@/lib/client/hooks/clock'

/**
 * Where and when somebody looks on: the calendar date of their device, YYYY-MM-DD, undefined in the server's HTML and at
 * hydration, and the language in which they read figures and dates.
 */
export type Here = { today: string | undefined; locale: string }

const Context = createContext<Here>({ today: undefined, locale: 'en' })

/** Tells all that it holds where and when its person is. */
export function HereProvider({ children }: { children: ReactNode }) {
  const today = useToday()
  const locale = useLocale()
  const here = useMemo(() => ({ today, locale }), [today, locale])
  return <Context value={here}>{children}</Context>
}

/** Where and when somebody looks on. */
export function useHere(): Here {
  return useContext(Context)
}
