import type { Metadata } from 'next'
import { InboxScreen } from '@/components/inbox/inbox-screen'

export const metadata: Metadata = { title: 'Inbox' }

/** What needs this person's attention. */
export default function InboxPage() {
  return <InboxScreen />
}
