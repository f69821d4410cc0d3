import type { Metadata } from 'next'
import { TrashScreen } from '@/components/settings/trash-screen'

export const metadata: Metadata = { title: 'Trash' }

/** The expenses that were deleted lately. */
export default function TrashPage() {
  return <TrashScreen />
}
