import { newId } from '@/lib/core/ids'
import { onDevice } from './kept-values'
import type { StoreName } from './store'

type News = StoreName[] | typeof personChanged

const channelName = 'trackthatmoney'
const personChanged = 'person'
/** Another value, on this device, since each time that the person changed: a page that stood still was not told. */
const personKey = 'ttm-person'

let channel: BroadcastChannel | undefined
let person: string | null = null
let onStores: (stores: StoreName[]) => void = () => {}

/** Hears from now on which stores other tabs have changed; where the person changed, the page begins anew. */
export function joinTabs(listener: (stores: StoreName[]) => void): void {
  person = onDevice.read(personKey)
  onStores = listener
  channel ??= openChannel()
}

/** Tells other tabs which stores were changed here. */
export function tellStores(stores: StoreName[]): void {
  post(stores)
}

/** Makes other tabs start anew, with whoever is here now. */
export function tellPersonChanged(): void {
  person = newId()
  onDevice.keep(personKey, person)
  post(personChanged)
}

/** Begins the page anew where the person changed while it stood still; answers whether it does. */
export function beginsAnew(): boolean {
  const changed = onDevice.read(personKey) !== person
  if (changed) location.reload()
  return changed
}

function openChannel(): BroadcastChannel {
  const opened = new BroadcastChannel(channelName)
  opened.onmessage = ({ data }: MessageEvent<News>) => {
    if (data === personChanged) location.reload()
    else onStores(data)
  }
  return opened
}

function post(news: News): void {
  try {
    channel ??= openChannel()
    channel.postMessage(news)
  } catch {
    // It was closed under the page; what others told meanwhile the next look at the server brings.
    channel = openChannel()
    channel.postMessage(news)
  }
}
