'use client'

import { focusScreen, ScreenFrame } from '@/components/parts/screen/screen-frame'
import { buttonClass } from '@/components/ui/button-class'
import { showToast } from '@/components/ui/toast/toast-store'
import { useSignedIn } from '@/lib/client/hooks/account'
import { NeedsNetwork } from './needs-network'
import { SessionRow } from './session-row'

/** Where the account is signed in, and the way to sign each other place out. */
export function DevicesScreen() {
  const { found, ask } = useSignedIn()
  const ended = async (label: string) => {
    await ask()
    showToast(`Signed out ${label}`)
    focusScreen()
  }
  return (
    <ScreenFrame title="Devices" back={{ href: '/settings', label: 'Back to Settings' }}>
      {found.state === 'loading' && <Places />}
      {found.state === 'unreachable' && (
        <div className="space-y-4 py-6">
          <p className="text-pretty">
            {found.front
              ? `${found.front}. Only the server knows where you are signed in.`
              : 'The server cannot be reached, and only it knows where you are signed in. Try again once you are online.'}
          </p>
          <button type="button" onClick={() => void ask()} className={buttonClass('secondary')}>
            Try again
          </button>
        </div>
      )}
      {found.state === 'here' && (
        <>
          <NeedsNetwork offline="You are offline. Signing a device out needs the network.">
            Signing a device out takes your data off it as soon as it is online. It stays on the
            server.
          </NeedsNetwork>
          <ul>
            {found.places.map((place) => (
              <SessionRow
                key={place.id}
                session={place}
                alike={found.places.some(
                  ({ id, label }) => id !== place.id && label === place.label,
                )}
                onEnded={ended}
              />
            ))}
          </ul>
        </>
      )}
    </ScreenFrame>
  )
}

function Places() {
  return (
    <div aria-hidden="true">
      {[0, 1, 2].map((place) => (
        <div key={place} className="flex h-20 items-center border-b border-line">
          <span className="h-3 w-48 max-w-full rounded-full bg-line" />
        </div>
      ))}
    </div>
  )
}
