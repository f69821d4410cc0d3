import type { Metadata } from 'next'

export const metadata: Metadata = { title: 'History' }

/** Home: the layout draws the history and, with `?id=`, one expense of it. */
export default function HistoryPage() {
  return null
}
