import { syncTag, tryToSync } from '@/lib/core/worker-messages'

/** Background Sync, which only some browsers have. */
type Registration = ServiceWorkerRegistration & {
  sync?: { register: (tag: string) => Promise<void> }
}

/** Asks the browser for a sign when it thinks that the network is back; nothing rests on its coming. */
export async function askForSyncHint(): Promise<void> {
  try {
    const registration: Registration | undefined = await navigator.serviceWorker?.getRegistration()
    await registration?.sync?.register(syncTag)
  } catch {
    // Not allowed here; the engine tries again by itself.
  }
}

/** Calls `listener` at each such sign. */
export function onSyncHint(listener: () => void): void {
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data === tryToSync) listener()
  })
}
