import type { ReactNode } from 'react'

/** The looks of a link in running text: underlined, so that colour alone never tells it from the words around it. */
export const textLinkClass =
  'rounded-control font-medium text-accent underline decoration-1 underline-offset-4 transition-colors hover:text-accent-strong pointer-coarse:inline-block pointer-coarse:min-w-11 pointer-coarse:py-3'

/** A link in running text that loads its page anew. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className={textLinkClass}>
      {children}
    </a>
  )
}
