import type { Metadata } from 'next'
import { buttonClass } from '@/components/ui/button-class'
import { MessagePage } from '@/components/ui/message-page'

export const metadata: Metadata = { title: 'You are offline' }

/** What the service worker shows in place of a page that only the server can make, while it cannot be reached. */
export default function OfflinePage() {
  return (
    <MessagePage title="You are offline">
      <p className="max-w-[65ch]">
        This page comes from the server, which cannot be reached right now. The app itself goes on:
        it shows what is on this device and keeps what you add.
      </p>
      <div className="flex flex-wrap gap-3 pt-2">
        <a href="/" className={buttonClass()}>
          Go to your expenses
        </a>
        {/* An empty address is the one that the person asked for. */}
        <a href="?" className={buttonClass('secondary')}>
          Try again
        </a>
      </div>
    </MessagePage>
  )
}
