import type { Metadata } from 'next'

export const metadata: Metadata = { title: 'Add expense' }

/** The address of the form for a new expense; the layout draws it beside or over the history. */
export default function AddPage() {
  return null
}
