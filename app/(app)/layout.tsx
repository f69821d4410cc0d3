import type { Viewport } from 'next'
import type { ReactNode } from 'react'
import { AppShell } from '@/components/shell/app-shell'

// The keyboard pushes the form's buttons up instead of lying over them.
export const viewport: Viewport = { interactiveWidget: 'resizes-content' }

/** The frame of the app's own screens: static, so that it opens without the network. */
export default function AppLayout({ children }: { children: ReactNode }) {
  return <AppShell>{children}</AppShell>
}
