'use client'

import { useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { downloadNotSent } from '@/lib/client/not-sent'
import { signOut } from '@/lib/client/sign-out'

type State = { waiting: number } | { failed: string } | undefined

/** Signs this device out and forgets what it holds, but never changes that are not sent yet without being told to. */
export function SignOut() {
  const [state, setState] = useState<State>()
  const busy = useRef(false)
  const leave = async (force: boolean) => {
    if (busy.current) return
    busy.current = true
    try {
      setState(await signOut(force ? { force } : {}))
    } catch {
      setState({ failed: 'Signing out did not work. Check the connection and try again.' })
    } finally {
      busy.current = false
    }
  }
  const stuck = state && 'waiting' in state ? state.waiting : 0
  return (
    <div className="max-w-120 space-y-4">
      {state && 'failed' in state && <Notice tone="problem">{state.failed}</Notice>}
      {stuck > 0 ? (
        <Notice tone="problem">
          <p className="font-medium">
            {stuck === 1 ? '1 change is not sent yet' : `${stuck} changes are not sent yet`}
          </p>
          <p className="mt-1 text-sm">Signing out takes everything off this device.</p>
          <div className="mt-3 flex flex-col gap-2">
            <button
              type="button"
              // biome-ignore lint/a11y/noAutofocus: it stands where the pressed button stood
              autoFocus
              onClick={() => void leave(false)}
              className={buttonClass()}
            >
              Try again
            </button>
            <button
              type="button"
              onClick={() =>
                void downloadNotSent().catch(() => setState({ failed: cannotDownload }))
              }
              className={buttonClass('secondary')}
            >
              Download them
            </button>
            <button
              type="button"
              onClick={() => void leave(true)}
              className={buttonClass('danger')}
            >
              Sign out and lose them
            </button>
          </div>
        </Notice>
      ) : (
        <>
          <p className="text-sm text-pretty text-ink-soft">
            Takes your data off this device. It stays on the server.
          </p>
          <button
            type="button"
            onClick={() => void leave(false)}
            className={buttonClass('secondary')}
          >
            Sign out
          </button>
        </>
      )}
    </div>
  )
}

const cannotDownload = 'The changes could not be read from this device.'
