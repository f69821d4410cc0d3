'use client'

import { useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { downloadNotSent } from '@/lib/client/inbox/not-sent'
import { type AtStake, signOut } from '@/lib/client/page/sign-out'

type State = AtStake | { failed: string } | undefined

/** Signs this device out and forgets what it holds, but never changes that are not sent yet without being told to. */
export function SignOut() {
  const [state, setState] = useState<State>()
  const busy = useRef(false)
  const leave = async (known?: AtStake) => {
    if (busy.current) return
    busy.current = true
    try {
      setState(await signOut(known))
    } catch {
      setState({ failed: 'Signing out did not work. Check the connection and try again.' })
    } finally {
      busy.current = false
    }
  }
  const atStake = state && 'waiting' in state ? state : undefined
  return (
    <div className="max-w-120 space-y-4">
      {state && 'failed' in state && <Notice tone="problem">{state.failed}</Notice>}
      {atStake ? (
        <Notice tone="problem">
          <p className="font-medium">{atStakeWords(atStake)}</p>
          <p className="mt-1 text-sm">Signing out takes everything off this device.</p>
          <div className="mt-3 flex flex-col gap-2">
            <button
              type="button"
              // biome-ignore lint/a11y/noAutofocus: it stands where the pressed button stood
              autoFocus
              onClick={() => void leave()}
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
              onClick={() => void leave(atStake)}
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
          <button type="button" onClick={() => void leave()} className={buttonClass('secondary')}>
            Sign out
          </button>
        </>
      )}
    </div>
  )
}

function atStakeWords({ waiting, unsaved }: AtStake): string {
  const changes = waiting === 1 ? '1 change is not sent yet' : `${waiting} changes are not sent yet`
  const expenses =
    unsaved === 1
      ? '1 expense is written and not saved'
      : `${unsaved} expenses are written and not saved`
  if (unsaved === 0) return changes
  return waiting === 0 ? expenses : `${changes}, and ${expenses}`
}

const cannotDownload = 'The changes could not be read from this device.'
