import type { Metadata } from 'next'
import { SettingsScreen } from '@/components/settings/settings-screen'

export const metadata: Metadata = { title: 'Settings' }

/** The account, this device and signing out. */
export default function SettingsPage() {
  return <SettingsScreen />
}
