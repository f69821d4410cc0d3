'use client'

import { useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { MessagePage } from '@/components/ui/message-page'
import { removeForOther } from '@/lib/client/device'
import { downloadDevice } from '@/lib/client/inbox/not-sent'

/**
 * The data of an account that the server does not know (any more): it may be the only copy, so it stays until somebody
 * has taken it along and says that it may go.
 */
export function UnknownAccount({ message }: { message: string }) {
  const [exported, setExported] = useState(false)
  const [problem, setProblem] = useState<string>()
  const attempt = (work: () => Promise<void>, words: string) =>
    void work().then(
      () => setProblem(undefined),
      () => setProblem(words),
    )
  return (
    <MessagePage title="The server does not know this data">
      <p role="alert" className="max-w-[65ch] text-pretty">
        {message}
      </p>
      <p className="max-w-[65ch] text-pretty text-ink-soft">
        It may be on another server, or this one lost it: ask whoever runs it, and load the page
        again once it is back. To go on with another account here, export what is on this device
        first.
      </p>
      {problem && (
        <p role="alert" className="max-w-[65ch] text-danger">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-3 pt-2">
        <button
          type="button"
          onClick={() => window.location.reload()}
          className={buttonClass('secondary')}
        >
          Load the page again
        </button>
        <button
          type="button"
          onClick={() =>
            attempt(async () => {
              await downloadDevice()
              setExported(true)
            }, 'The data could not be read from this device.')
          }
          className={buttonClass(exported ? 'secondary' : 'primary')}
        >
          Export everything
        </button>
        {exported && (
          <button
            type="button"
            onClick={() => attempt(removeForOther, 'It could not be removed. Try once more.')}
            className={buttonClass('danger')}
          >
            Remove it from this device
          </button>
        )}
      </div>
    </MessagePage>
  )
}
