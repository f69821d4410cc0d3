'use client'

import { buttonClass } from '@/components/ui/button-class'
import { MessagePage } from '@/components/ui/message-page'
import { entryPath } from '@/lib/core/app-pages'

/** Why this device has stopped, and what to do about it. */
export function StoppedPage({ code, message }: { code: string; message: string }) {
  return (
    <MessagePage title={titles[code] ?? 'The app has stopped here'}>
      <p role="alert" className="max-w-[65ch]">
        {words[code] ?? message}
      </p>
      <p className="max-w-[65ch] text-ink-soft">{advice(code)}</p>
      <div className="flex flex-wrap gap-3 pt-2">
        <button type="button" onClick={() => window.location.reload()} className={buttonClass()}>
          Load the page again
        </button>
        {code === 'storage' && (
          <a href="/add/plain" className={buttonClass('secondary')}>
            Use the plain form
          </a>
        )}
        {code === 'left' && (
          <a href={entryPath} className={buttonClass('secondary')}>
            See what stands before the server
          </a>
        )}
        {code !== 'storage' && code !== 'left' && (
          <a href="/signin" className={buttonClass('secondary')}>
            Go to sign in
          </a>
        )}
      </div>
    </MessagePage>
  )
}

const words: Record<string, string> = {
  storage:
    'This browser does not let TrackThatMoney keep data here. That happens in some private windows, when site data is blocked, or when the disk is full.',
  checking: 'This device holds the data of another account. Asking the server about it first.',
  left: 'Your data is off this device. To end the session too, the server must be reached.',
  outdated: 'A newer version of TrackThatMoney is open in another tab.',
  waiting:
    'An older version of TrackThatMoney is open in another tab. Close it, and this one goes on by itself.',
}

const titles: Record<string, string> = {
  left: 'You are nearly signed out',
  checking: 'One moment',
}

function advice(code: string): string {
  if (code === 'checking') return 'This needs the network, and goes on by itself.'
  if (code === 'left') return 'It goes on by itself as soon as that works.'
  return code === 'storage'
    ? 'Allow this site to keep data or free some space, then load the page again. Until then the plain form works, which keeps nothing on this device.'
    : 'What you wrote down stays on this device. Load the page again once this is cleared up, or sign in with the account that belongs here.'
}
