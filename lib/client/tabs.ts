import type { StoreName } from './store'

type News = StoreName[] | typeof personChanged

const channelName = 'trackthatmoney'
const personChanged = 'person'

let channel: BroadcastChannel | undefined
let onStores: (stores: StoreName[]) => void = () => {}

/** Hears from now on which stores other tabs have changed; where the person changed, the page begins anew. */
export function joinTabs(listener: (stores: StoreName[]) => void): void {
  onStores = listener
  channel ??= openChannel()
}

/** Tells other tabs which stores were changed here. */
export function tellStores(stores: StoreName[]): void {
  post(stores)
}

/** Makes other tabs start anew, with whoever is here now. */
export function tellPersonChanged(): void {
  post(personChanged)
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
