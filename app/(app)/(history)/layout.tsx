import type { ReactNode } from 'react'
import { HistoryScreen } from '@/components/expenses/history-screen'

/** Keeps the list mounted while its panel goes from one address to another; the pages below bring only their titles. */
export default function HistoryLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <HistoryScreen />
      {children}
    </>
  )
}
