import type { Metadata } from 'next'
import { PreferencesScreen } from '@/components/settings/preferences-screen'

export const metadata: Metadata = { title: 'Preferences' }

/** How things are shown, and the default wallet. */
export default function PreferencesPage() {
  return <PreferencesScreen />
}
