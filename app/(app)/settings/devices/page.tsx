import type { Metadata } from 'next'
import { DevicesScreen } from '@/components/settings/devices-screen'

export const metadata: Metadata = { title: 'Devices' }

/** Where the account is signed in. */
export default function DevicesPage() {
  return <DevicesScreen />
}
