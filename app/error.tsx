'use client'

import { useEffect } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { MessagePage } from '@/components/ui/message-page'
import { reloadIfStale } from '@/lib/client/page/build-files'

/** What stands in place of a page that failed; what was saved before is not touched by it. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  useEffect(() => reloadIfStale(error), [error])
  return (
    <MessagePage title="This page could not be shown">
      <p>{refusalOf(error) ?? 'Something went wrong here.'} What you had saved is safe.</p>
      <p>
        <button type="button" onClick={() => retry()} className={buttonClass()}>
          Try again
        </button>
      </p>
    </MessagePage>
  )
}

/** What the server says of a form that it does not take for one of its own: whoever runs it has to read that. */
function refusalOf(error: unknown): string | undefined {
  return error instanceof Error && error.message.includes('APP_URL=') ? error.message : undefined
}
