import type { Metadata } from 'next'
import { DesignPage } from '@/components/design/design-page'

export const metadata: Metadata = { title: 'Design' }

/** Every token and primitive on one page. Only development knows files of this ending (see next.config.mjs). */
export default function Page() {
  return <DesignPage />
}
