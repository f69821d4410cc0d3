import type { ReactNode } from 'react'

// A kept page would carry action ids of another build and no nonce: these are made anew for each request.
export const dynamic = 'force-dynamic'

/** The pages that work without JavaScript; each brings its own frame. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return children
}
