import type { Metadata } from 'next'
import { AccountScreen } from '@/components/settings/account-screen'

export const metadata: Metadata = { title: 'Account' }

/** Name, e-mail address and password. */
export default function AccountPage() {
  return <AccountScreen />
}
