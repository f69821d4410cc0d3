'use client'

import { useEffect } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { MessagePage } from '@/components/ui/message-page'
import { reloadIfStale } from '@/lib/client/page/build-files'
import './globals.css'

/** What stands in place of everything when even the frame of the pages failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  useEffect(() => reloadIfStale(error), [error])
  useEffect(() => {
    // The tag that carried the theme is gone with the page.
    import('@/lib/client/page/preferences').then(({ showTheme }) => showTheme()).catch(() => {})
  }, [])
  return (
    <html lang="en">
      <body className="min-h-dvh font-sans text-base antialiased">
        <title>Something went wrong · TrackThatMoney</title>
        <MessagePage title="The app could not be shown">
          <p>Something went wrong. What you had saved is safe.</p>
          <p>
            <button type="button" onClick={() => retry()} className={buttonClass()}>
              Try again
            </button>
          </p>
        </MessagePage>
      </body>
    </html>
  )
}
